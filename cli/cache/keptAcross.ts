import type { SettledFinding } from "../../engine/rule";
import type { Judged } from "../../engine/visit";
import type { AcrossOfFile } from "../../report/collectFile";
import type { Collector, RelatedFinding } from "../../report/collector";
import type { ReportedFinding } from "../../report/report";
import { withoutQuote } from "../answers/keptAnswer";

/** What rules across files found, as JSON has it. */
export interface KeptAcross {
  /** File, and what of its findings others put in order. */
  readonly settled: readonly (readonly [file: string, findings: readonly string[]])[];
  /** File, and what other files say about why findings of it stay. */
  readonly related: readonly (readonly [file: string, findings: readonly KeptRelated[]])[];
  readonly found: readonly AcrossOfFile[];
  readonly judged: readonly (readonly [rule: string, count: number])[];
  /** Names of exceptions that accepted something. */
  readonly used: readonly string[];
}

type KeptRelated = readonly [finding: string, places: ReportedFinding["related"]];

/** Notes what rules across files find, for the next time that all files are the same. */
export class AcrossNotes {
  private readonly settled: [string, string[]][] = [];
  private readonly related: [string, KeptRelated[]][] = [];
  private readonly found: AcrossOfFile[] = [];

  noteSettled(file: string, findings: readonly ReportedFinding[]): void {
    if (findings.length > 0) this.settled.push([file, findings.map(settledName)]);
  }

  noteRelated(file: string, related: readonly RelatedFinding[]): void {
    if (related.length === 0) return;
    this.related.push([file, related.map(({ finding, places }) => [settledName(finding), places])]);
  }

  note({ findings, ...rest }: AcrossOfFile): void {
    this.found.push({ ...rest, findings: findings.map(withoutQuote) });
  }

  kept(judged: Judged, used: readonly string[]): KeptAcross {
    return { settled: this.settled, related: this.related, found: this.found, judged: [...judged], used };
  }
}

/**
 * Gives a report what was kept.
 * @param quoted adds the lines that findings are on.
 */
export function takeKeptAcross(
  { settled, related, found }: KeptAcross,
  collector: Collector,
  quoted: (file: string, findings: readonly ReportedFinding[]) => readonly ReportedFinding[],
): void {
  for (const [file, findings] of settled) {
    const names = new Set(findings);
    collector.settle(file, (finding) => names.has(settledName(finding)));
  }
  for (const [file, findings] of related) {
    const places = new Map(findings);
    collector.relate(file, (finding) => places.get(settledName(finding)) ?? []);
  }
  for (const one of found) collector.addAcross({ ...one, findings: quoted(one.file, one.findings) });
}

/** All that tells whether a finding is settled. */
function settledName({ rule, resource, path }: SettledFinding): string {
  return JSON.stringify([rule, resource, path]);
}
