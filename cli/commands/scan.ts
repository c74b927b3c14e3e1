import { atLeast, type Severity, severities } from "../../engine/finding";
import { baselineText } from "../../workspace/configuration/baseline";
import { readArguments } from "../arguments";
import { collect } from "../collect";
import { complainAbout } from "../complaints";
import { Failure } from "../failure";
import { scanHelp } from "../help";
import { openOutput } from "../output";
import { count } from "../printers/count";
import { formatFor, printers } from "../printers/formats";
import { shown } from "../printers/text";
import type { Report } from "../report";
import { scanCommandOptions } from "../scanArguments";
import { styleFor, wantsColor } from "../style";

/** `kubehint scan`: exit status 0 without findings at or above `--fail-on`, 1 with, 2 where something could not be read. */
export async function scan(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, scanCommandOptions);
  if (args.has("help")) {
    process.stdout.write(scanHelp);
    return 0;
  }
  const format = formatFor(args.text("format") ?? "text");
  const threshold = thresholdFor(args.text("fail-on") ?? "low");
  const report = await collect(args, { quotes: format === "text", edits: format === "sarif" });

  const baseline = args.text("write-baseline");
  if (baseline !== undefined) return writeBaseline(baseline, report);
  const file = args.text("output");
  const output = openOutput(file);
  const colored = wantsColor(args, file === undefined ? process.stdout : {});
  printers[format](report, output, {
    style: styleFor(colored),
    verbose: args.has("verbose"),
    suppressed: args.has("show-suppressed"),
  });
  output.close();
  if (complainAbout(report)) return 2;
  return threshold !== "none" && report.findings.some(({ severity }) => atLeast(severity, threshold)) ? 1 : 0;
}

/** From now on only what is not in the file is shown. */
function writeBaseline(file: string, report: Report): number {
  const output = openOutput(file);
  output.write(baselineText(report.findings));
  output.close();
  process.stderr.write(
    `kubehint: wrote a baseline of ${count(report.findings.length, "finding")} to ${shown(file)}\n`,
  );
  return complainAbout(report) ? 2 : 0;
}

function thresholdFor(name: string): Severity | "none" {
  const threshold = ([...severities, "none"] as const).find((known) => known === name);
  if (threshold) return threshold;
  throw new Failure(`unknown severity "${name}": one of ${severities.join(", ")}, none`);
}
