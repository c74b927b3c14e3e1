import type { Finding } from "./finding";
import { podSpecsOf } from "./kubernetes/podSpec";
import type { ResourceView } from "./kubernetes/resource";
import type { FileResult } from "./linter";
import { parentsOf } from "./yaml/pointer";

export type PodSecurityLevel = "privileged" | "baseline" | "restricted";

/** The strictest level of the Pod Security Standards that admits a workload, and what keeps it from the stricter ones. */
export interface WorkloadLevel {
  readonly resource: ResourceView;
  /** Offset in the file of the document the workload stands in. */
  readonly documentStart: number;
  readonly level: PodSecurityLevel;
  /** Findings (offsets of the file) that the next stricter level does not admit; empty for `restricted`. */
  readonly blockers: readonly Finding[];
  /** Settings of the document that are filled in later, so that the level could be lower than said. */
  readonly undecided: number;
}

/**
 * The level of every workload of a file. Patches and fragments have none: what they leave out may be said elsewhere.
 * @param result of a linter whose profile is `pss-restricted` and in which no rule is turned off.
 */
export function workloadLevels(result: FileResult): WorkloadLevel[] {
  const findingsOf = findingsByObject(result);
  return result.documents.flatMap(({ start, result: { resources, undecided } }) =>
    resources.flatMap((resource) => {
      const pods = podSpecsOf(resource);
      if (pods.length === 0 || pods.some((pod) => pod.isPartial)) return [];
      const findings = findingsOf(resource);
      const ofBaseline = findings.filter(({ profiles }) => profiles.includes("pss-baseline"));
      const blockers = ofBaseline.length > 0 ? ofBaseline : findings;
      const level = ofBaseline.length > 0 ? "privileged" : blockers.length > 0 ? "baseline" : "restricted";
      return [{ resource, documentStart: start, level, blockers, undecided } as const];
    }),
  );
}

/** A file may hold thousands of objects: each finding is looked at once. */
function findingsByObject({
  documents,
  findings,
}: FileResult): (resource: ResourceView) => readonly Finding[] {
  const lists = new Map<string, Finding[]>();
  for (const { result } of documents)
    for (const { documentIndex, root } of result.resources) lists.set(`${documentIndex} ${root.pointer}`, []);
  for (const finding of findings) {
    const { subject, resource } = finding;
    for (const pointer of [subject, ...parentsOf(subject)])
      lists.get(`${resource.document} ${pointer}`)?.push(finding);
  }
  return ({ documentIndex, root }) => lists.get(`${documentIndex} ${root.pointer}`) ?? [];
}

/** True where the finding is about the object or something in it. */
export function isIn(resource: ResourceView, finding: Finding): boolean {
  if (finding.resource.document !== resource.documentIndex) return false;
  const root = resource.root.pointer;
  return finding.subject === root || finding.subject.startsWith(`${root}/`);
}
