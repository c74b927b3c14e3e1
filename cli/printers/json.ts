import { printableJson } from "../../engine/message";
import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { postureData } from "./posture";

/** The report as JSON, schema 1; the shape is part of the command line's contract and may only gain fields. */
export function printJson(report: Report, output: Output): void {
  const { totals, partly, skipped, undecided, compliance } = report;
  const files = { found: totals.found, checked: totals.checked, partly, skipped };
  output.write(`{"schema":1,"files":${printableJson(files)},"undecided":${undecided},`);
  if (compliance) output.write(`"compliance":${printableJson(compliance)},`);
  output.write(`"posture":${printableJson(postureData(report.posture, report.all))},`);
  output.write(`"findings":[`);
  // One by one: a single text of everything can exceed what a string may hold.
  report.all.forEach((finding, index) => {
    output.write(`${index === 0 ? "\n" : ",\n"}${printableJson(jsonFinding(finding))}`);
  });
  output.write(report.all.length === 0 ? "]}\n" : "\n]}\n");
}

function jsonFinding({
  rule,
  severity,
  message,
  file,
  range,
  resource,
  path,
  fix,
  related,
  suppressed,
  environments,
}: ReportedFinding) {
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
  };
}
