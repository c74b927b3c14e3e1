import type { Finding, FindingFix } from "./finding";
import type { PodSpecView } from "./kubernetes/podSpec";
import type { Field } from "./yaml/field";
import { type PathEdit, plainScalar } from "./yaml/pathEdit";

/** A setting that stands there misspelled or misplaced. */
interface NearMiss {
  readonly field: Field;
  readonly target: Field;
}

/**
 * No fix adds a setting beside the one that was meant for it. Where that one, put right, is all that the fix wants, putting
 * it right is the fix; any other fix is refused until it is put right, whether or not a rule speaks of it.
 */
export function correctedFirst(
  findings: readonly Finding[],
  podSpecs: readonly PodSpecView[],
): readonly Finding[] {
  if (!findings.some(({ fix }) => fix && !fix.corrects && fix.changes.some(adds))) return findings;
  const nearMisses = podSpecs.flatMap(nearMissesOf);
  if (nearMisses.length === 0) return findings;
  return findings.map((finding) => {
    const { fix } = finding;
    if (!fix || fix.corrects) return finding;
    const added = fix.changes.filter(adds).map(({ at }) => at.pointer);
    const near = nearMisses.find(({ target: { pointer } }) =>
      added.some((path) => path === pointer || path.startsWith(`${pointer}/`)),
    );
    if (!near) return finding;
    const correction = findings.find(({ path, fix }) => path === near.field.pointer && fix?.corrects)?.fix;
    return { ...finding, fix: correction && says(near, fix.changes) ? correction : refused(fix, near) };
  });
}

function nearMissesOf(pod: PodSpecView): readonly NearMiss[] {
  return [...pod.misspelled, ...pod.misplaced].flatMap(({ field, target }) =>
    target && !target.exists ? [{ field, target }] : [],
  );
}

function adds({ op, at }: PathEdit): boolean {
  return (op === "set" || op === "append") && !at.exists;
}

/** What is written in the wrong way is what the fix wants, and all of it. */
function says({ field, target }: NearMiss, [change, ...more]: readonly PathEdit[]): boolean {
  if (change?.op !== "set" || more.length > 0 || change.at.pointer !== target.pointer) return false;
  return plainScalar(field) === change.value;
}

function refused(fix: FindingFix, { field }: NearMiss): FindingFix {
  const refusal = `"${String(field.key)}" is written for it: put that right first`;
  return { ...fix, refusal, edits: () => ({ refused: refusal }) };
}
