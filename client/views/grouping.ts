import type { FileFindings, ListedFinding } from "../../server/protocol";

export const groupings = ["severity", "rule", "file"] as const;
export type Grouping = (typeof groupings)[number];
export type Severity = ListedFinding["severity"];

export interface PlacedFinding extends ListedFinding {
  readonly uri: string;
}

export interface Group {
  /** A severity, a rule or a URI. */
  readonly key: string;
  readonly by: Grouping;
  /** Never empty; worst first, then by file and line. */
  readonly findings: readonly [PlacedFinding, ...PlacedFinding[]];
}

/** Worst first. */
export const severities: readonly Severity[] = ["critical", "high", "medium", "low", "info"];

/** Groups the findings: severities and rules by how bad they are, files by their path. */
export function groupFindings(files: readonly FileFindings[], by: Grouping): Group[] {
  const groups = new Map<string, [PlacedFinding, ...PlacedFinding[]]>();
  for (const { uri, findings } of files)
    for (const finding of findings) {
      const placed = { ...finding, uri };
      const key = by === "file" ? uri : finding[by];
      const group = groups.get(key);
      if (group) group.push(placed);
      else groups.set(key, [placed]);
    }
  return [...groups]
    .map(([key, findings]): Group => ({ key, by, findings: sorted(findings, by) }))
    .sort(
      (one, other) =>
        (by === "file" ? 0 : rank(one.findings[0]) - rank(other.findings[0])) ||
        (one.key < other.key ? -1 : 1),
    );
}

function sorted(
  findings: [PlacedFinding, ...PlacedFinding[]],
  by: Grouping,
): [PlacedFinding, ...PlacedFinding[]] {
  return findings.sort(
    (one, other) =>
      (by === "file" ? 0 : rank(one) - rank(other)) ||
      one.uri.localeCompare(other.uri) ||
      one.range.start.line - other.range.start.line ||
      one.range.start.character - other.range.start.character,
  );
}

function rank({ severity }: PlacedFinding): number {
  return severities.indexOf(severity);
}
