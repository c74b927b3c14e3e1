import type { SettledFinding } from "../../engine/rule";
import type { Judged } from "../../engine/visit";
import type { AcrossOfFile } from "../../report/collectFile";
import type { Collector } from "../../report/collector";
import type { ReportedFinding } from "../../report/report";
import { withoutQuote } from "../answers/keptAnswer";

/** What rules across files found, as JSON has it. */
export interface KeptAcross {
  /** File, and what of its findings others put in order. */
  readonly settled: readonly (readonly [file: string, findings: readonly string[]])[];
  readonly found: readonly AcrossOfFile[];
  readonly judged: readonly (readonly [rule: string, count: number])[];
  /** Names of exceptions that accepted something. */
  readonly used: readonly string[];
}

/** Notes what rules across files find, for the next time that all files are the same. */
export class AcrossNotes {
  private readonly settled: [string, string[]][] = [];
  private readonly found: AcrossOfFile[] = [];

  noteSettled(file: string, findings: readonly ReportedFinding[]): void {
    if (findings.length > 0) this.settled.push([file, findings.map(settledName)]);
  }

  note({ findings, ...rest }: AcrossOfFile): void {
    this.found.push({ ...rest, findings: findings.map(withoutQuote) });
  }

  kept(judged: Judged, used: readonly string[]): KeptAcross {
    return { settled: this.settled, found: this.found, judged: [...judged], used };
  }
}

/**
 * Gives a report what was kept.
 * @param quoted adds the lines that findings are on.
 */
export function takeKeptAcross(
  { settled, found }: KeptAcross,
  collector: Collector,
  quoted: (file: string, findings: readonly ReportedFinding[]) => readonly ReportedFinding[],
): void {
  for (const [file, findings] of settled) {
    const names = new Set(findings);
    collector.settle(file, (finding) => names.has(settledName(finding)));
  }
  for (const one of found) collector.addAcross({ ...one, findings: quoted(one.file, one.findings) });
}

/** All that tells whether a finding is settled. */
function settledName({ rule, resource, path }: SettledFinding): string {
  return JSON.stringify([rule, resource, path]);
}
