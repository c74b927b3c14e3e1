import { atLeast, type Severity, severities } from "../engine/finding";
import { type Format, printers } from "../report/printers/formats";
import type { Report } from "../report/report";
import { styleFor } from "../report/style";
import type { Arguments } from "./arguments";
import { complainAbout } from "./complaints";
import { Failure } from "./failure";
import { loadProse } from "./loadProse";
import { openOutput } from "./output";
import { wantsColor } from "./style";
import { version } from "./version";

/**
 * Writes a report as the arguments ask, and gives the exit status.
 * @param fixCommand see `TextOptions`.
 */
export function printed(
  report: Report,
  args: Arguments,
  format: Format,
  threshold: Severity | "none",
  fixCommand = "kubehint fix",
): number {
  const file = args.text("output");
  const output = openOutput(file);
  const colored = wantsColor(args, file === undefined ? process.stdout : {});
  printers[format](report, output, {
    style: styleFor(colored),
    verbose: args.has("verbose"),
    suppressed: args.has("show-suppressed"),
    fixCommand,
    version,
    now: Date.now(),
    prose: loadProse,
  });
  output.close();
  if (complainAbout(report)) return 2;
  if (threshold === "none") return 0;
  const counts = report.findings.some(
    (finding) => atLeast(finding.severity, threshold) && !report.shard?.isPending(finding),
  );
  return counts ? 1 : 0;
}

/** What `--fail-on` says. */
export function thresholdFor(name: string): Severity | "none" {
  const threshold = ([...severities, "none"] as const).find((known) => known === name);
  if (threshold) return threshold;
  throw new Failure(`unknown severity "${name}": one of ${severities.join(", ")}, none`);
}
