import { severities } from "../../engine/finding";
import type { ReportedFinding } from "../report";

/** For readers that take only so many; those of one severity stay in their order. */
export function mostSevereFirst(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}
