import { count } from "../../report/printers/count";
import { shown } from "../../report/printers/text";
import type { Report } from "../../report/report";
import { baselineText } from "../../workspace/configuration/baseline";
import { type Arguments, readArguments } from "../arguments";
import { collect } from "../collect";
import { complainAbout } from "../complaints";
import { formatFor } from "../formats";
import { scanHelp } from "../help";
import { openOutput } from "../output";
import { printed, thresholdFor } from "../printed";
import { scanCommandOptions } from "../scanArguments";

/** `kubehint scan`: exit status 0 without findings at or above `--fail-on`, 1 with, 2 where something could not be read. */
export async function scan(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, scanCommandOptions);
  if (args.has("help")) {
    process.stdout.write(scanHelp);
    return 0;
  }
  const format = formatFor(args.text("format") ?? "text");
  const threshold = thresholdFor(args.text("fail-on") ?? "low");
  const isShard = args.has("shard");
  const report = await collect(args, {
    quotes: format === "text",
    // merge may print what it was given in any format.
    edits: format === "sarif" || isShard,
    kept: isShard || args.has("cache"),
  });

  const baseline = args.text("write-baseline");
  if (baseline !== undefined) return writeBaseline(baseline, report);
  return printed(report, args, format, threshold, fixCommand(args));
}

/** What `fix` has to be told to look at the same, where that is short and needs no quotes. */
function fixCommand(args: Arguments): string {
  if (args.has("files-from")) return "kubehint fix";
  const options = ["profile", "rule", "config", "exclude", "kubernetes-version"].flatMap((name) =>
    args.texts(name).flatMap((value) => [`--${name}`, value]),
  );
  const given = [...args.positionals, ...options, ...(args.has("each-file") ? ["--each-file"] : [])];
  const command = ["kubehint fix", ...given].join(" ");
  const isPlain = command.length <= 160 && given.every((word) => /^[\w./:,=@+-]+$/.test(word));
  return isPlain ? command : "kubehint fix";
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
