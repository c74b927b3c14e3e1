import type { Finding } from "../../engine/finding";

/** A finding, or all that one container or pod lacks. */
export type Problem =
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "lacks"; readonly findings: readonly [Finding, ...Finding[]] };

/**
 * Takes together what one subject lacks where that is more than one thing, so that a bare container is one problem on
 * its name and not eight. The order of the findings is kept.
 */
export function groupMissing(findings: readonly Finding[]): Problem[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  const keyOf = ({ resource, subject, span }: Finding) =>
    `${resource.document} ${resource.kind} ${resource.name} ${subject} ${span.start}`;
  for (const finding of findings) {
    if (!finding.missing) continue;
    const group = groups.get(keyOf(finding));
    if (group) group.push(finding);
    else groups.set(keyOf(finding), [finding]);
  }
  return findings.flatMap((finding): Problem[] => {
    const group = finding.missing ? groups.get(keyOf(finding)) : undefined;
    if (!group || group.length === 1) return [{ kind: "finding", finding }];
    return group[0] === finding ? [{ kind: "lacks", findings: group }] : [];
  });
}

export function ungrouped(findings: readonly Finding[]): Problem[] {
  return findings.map((finding) => ({ kind: "finding", finding }));
}
