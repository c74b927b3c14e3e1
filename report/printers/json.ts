import { escapedJson, printableJson } from "../../engine/message";
import type { Output } from "../output";
import type { Report, ReportedFinding, ShardReport } from "../report";
import { postureData } from "./posture";

/** The report as JSON, schema 1; the shape is part of the command line's contract and may only gain fields. */
export function printJson(report: Report, output: Output): void {
  const { totals, partly, skipped, undecided, compliance, shard } = report;
  const files = { found: totals.found, checked: totals.checked, partly, skipped };
  output.write(`{"schema":1,"files":${printableJson(files)},"undecided":${undecided},`);
  if (compliance) output.write(`"compliance":${printableJson(compliance)},`);
  output.write(`"posture":${printableJson(postureData(report.posture, report.all))},`);
  if (shard) printShard(shard, output);
  output.write(`"findings":[`);
  // One by one: a single text of everything can exceed what a string may hold.
  report.all.forEach((finding, index) => {
    output.write(`${index === 0 ? "\n" : ",\n"}${printableJson(jsonFinding(finding, shard))}`);
  });
  output.write(report.all.length === 0 ? "]}\n" : "\n]}\n");
}

/** What `merge` needs, see `Part`. */
function printShard({ index, of, awaiting, head, files }: ShardReport, output: Output): void {
  output.write(`"shard":{"index":${index},"of":${of},"awaiting":${printableJson(awaiting)},"part":`);
  output.write(`${printableJson(head).slice(0, -1)},"files":[`);
  files.forEach((file, at) => {
    output.write(`${at === 0 ? "\n" : ",\n"}${escapedJson(file)}`);
  });
  output.write("]}},\n");
}

function jsonFinding(finding: ReportedFinding, shard: ShardReport | undefined) {
  const { rule, severity, message, file, range, resource, path, fix, related, suppressed, environments } =
    finding;
  return {
    rule,
    severity,
    message,
    file,
    range,
    resource,
    path,
    fix: fix?.safety ?? null,
    related,
    ...(environments && { environments }),
    suppressed,
    ...(shard?.isPending(finding) && { pending: true }),
  };
}
