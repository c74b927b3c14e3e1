import type { Finding } from "../../engine/finding";
import type { FileResult } from "../../engine/linter";

/** Gives the rules whose findings in a text were left out for this one. */
export function foldedIn({
  documents,
}: FileResult): (finding: Finding) => Pick<Finding, "folded"> | undefined {
  const rules = new Map<string, string[]>();
  for (const { result } of documents)
    for (const { finding, by } of result.folded)
      for (const rule of by) {
        const saying = sayingOf(rule, finding);
        const known = rules.get(saying);
        if (known) known.push(finding.rule);
        else rules.set(saying, [finding.rule]);
      }
  return (finding) => {
    const folded = rules.size > 0 ? rules.get(sayingOf(finding.rule, finding)) : undefined;
    return folded && { folded };
  };
}

/** What one rule says of one thing in a text. */
function sayingOf(rule: string, { resource: { document }, subject }: Finding): string {
  return `${document} ${rule} ${subject}`;
}

/** Ids of the rules that were shown something. Not within a scan, all of which the function would keep. */
export function shownTo(results: readonly FileResult[]): () => ReadonlySet<string> {
  return () => new Set(results.flatMap((result) => [...result.judged().keys()]));
}
