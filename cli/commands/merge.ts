import { readArguments } from "../arguments";
import { formatFor } from "../formats";
import { mergeHelp } from "../help";
import { printed, thresholdFor } from "../printed";
import { mergeCommandOptions } from "../scanArguments";
import { mergeParts } from "../shards/mergeParts";
import { readParts } from "../shards/readPart";

/** `kubehint merge`: one report of what several `scan --shard` found; the exit status is that of a scan of the whole. */
export async function merge(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, mergeCommandOptions);
  if (args.has("help")) {
    process.stdout.write(mergeHelp);
    return 0;
  }
  const format = formatFor(args.text("format") ?? "text");
  const threshold = thresholdFor(args.text("fail-on") ?? "low");
  return printed(await mergeParts(readParts(args.positionals)), args, format, threshold);
}
