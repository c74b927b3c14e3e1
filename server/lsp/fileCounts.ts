import type { Severity } from "../../engine/finding";
import type { FileCounts, FileParams } from "../protocol";
import type { Session } from "./session";

/** What an open file has in findings; `null` for a file that is not open or that nothing is looked for in. */
export async function fileCounts({ uri }: FileParams, { analyses }: Session): Promise<FileCounts | null> {
  const analysis = await analyses.of(uri, "shown");
  if (!analysis) return null;
  const { result, chart, settings } = analysis;
  if (result.status.kind === "skipped" && !chart && result.findings.length === 0) return null;
  const bySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of result.findings) bySeverity[severity]++;
  const fixable = result.findings.filter(({ fix }) => fix).length;
  return { bySeverity, fixable, suppressed: result.suppressed.length, profile: settings.profile };
}
