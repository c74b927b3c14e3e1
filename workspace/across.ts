import type { Finding } from "../engine/finding";
import { type FileResult, fileFacts, type Linter, type WorkspaceResult } from "../engine/linter";
import type { SettledFinding } from "../engine/rule";
import { addJudged, type Judged } from "../engine/visit";
import { WorkspaceIndex } from "../engine/workspace/workspaceIndex";

/** The result with what rules across files find where this file is the whole workspace. */
export function amongItself(path: string, own: FileResult, linter: Linter): FileResult {
  const index = new WorkspaceIndex();
  index.set(path, fileFacts(own, path));
  return withAcross(own, linter.lintAmong(index, path));
}

/** What was found in a file, alone and among the others, in the order of the text. */
export function withAcross(own: FileResult, across: WorkspaceResult): FileResult {
  const { failures, undecided } = across;
  const { findings, suppressed } = own.suppression.among(across.findings, own.suppressed);
  const stays: Finding[] = [];
  const settled: Finding[] = [];
  for (const finding of own.findings)
    if (across.settles(finding)) settled.push(finding);
    else stays.push(withRelated(finding, across));
  const judged = new Map(own.judged());
  addJudged(judged, across.judged);
  addJudged(judged, judgedLess(settled));
  return {
    ...own,
    findings: [...stays, ...findings].sort((a, b) => a.span.start - b.span.start),
    failures: [...own.failures, ...failures],
    undecided: own.undecided + undecided,
    judged: () => judged,
    suppressed: [...own.suppressed, ...suppressed].sort((a, b) => a.span.start - b.span.start),
    accepted: withAccepted(own.accepted, suppressed),
  };
}

/** The finding with what other files say about why it stays. */
export function withRelated(finding: Finding, across: Pick<WorkspaceResult, "relatedTo">): Finding {
  const places = across.relatedTo(finding);
  return places.length > 0 ? { ...finding, related: [...finding.related, ...places] } : finding;
}

/** The counts of what is accepted, with what was suppressed later. */
export function withAccepted(accepted: Judged, suppressed: readonly SettledFinding[]): Judged {
  if (suppressed.length === 0) return accepted;
  const all = new Map(accepted);
  for (const { rule } of suppressed) all.set(rule, (all.get(rule) ?? 0) + 1);
  return all;
}

/** What to add to the counts where these findings are taken back. */
export function judgedLess(settled: readonly SettledFinding[]): Judged {
  const less = new Map<string, number>();
  for (const { rule } of settled) less.set(rule, (less.get(rule) ?? 0) - 1);
  return less;
}
