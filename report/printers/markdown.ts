import { grouped } from "../../engine/grouped";
import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { count } from "./count";
import { markdownCode, objectName, placeOf } from "./escape";
import { mostSevereFirst } from "./mostSevereFirst";
import { postureWords } from "./posture";
import { totalsWords } from "./totals";

/**
 * In UTF-16 code units. A comment on GitHub takes 65,536 characters, which leaves room for what somebody writes around it.
 * What matters most may fill half of it, however long the names of files are.
 */
const longest = 60_000;
const longestHead = longest / 2;

/** For a comment on a pull request: as many findings as it holds, the rest counted. */
export function printMarkdown(report: Report, output: Output): void {
  const { counts, frameworks, areas, foremost } = postureWords(report.posture);
  const totals = totalsWords(report);
  const head = [`## Kubehint: ${counts}`, "", `${totals.findings}. ${totals.files}.`, ""];
  if (frameworks.length > 0) {
    head.push("| Framework | Score | Pass | Fail | Not applicable |", "| --- | ---: | ---: | ---: | ---: |");
    for (const { title, score, passed, failed, notApplicable } of frameworks)
      head.push(`| ${title} | ${score} | ${passed} | ${failed} | ${notApplicable} |`);
    head.push("");
  }
  if (areas.length > 0)
    head.push(
      `By area: ${areas.map(({ title, findings }) => `${title} ${grouped(findings)}`).join(", ")}`,
      "",
    );
  if (foremost.length > 0) {
    head.push("### What matters most", "");
    let room = longestHead;
    for (const { finding, why } of foremost) {
      const line = `1. **${finding.severity}** ${markdownCode(finding.message)} in ${markdownCode(placeOf(finding))}${why && ` (${why})`}`;
      room -= line.length;
      if (room >= 0) head.push(line);
    }
    head.push("", "### All findings", "");
    head.push("| Severity | Place | Object | Finding | Rule |", "| --- | --- | --- | --- | --- |");
  }
  let length = 0;
  const write = (line: string) => {
    length += line.length + 1;
    output.write(`${line}\n`);
  };
  head.forEach(write);
  let left = report.findings.length;
  for (const finding of fitting(report.findings, longest - length)) {
    const line = rowOf(finding);
    if (length + line.length > longest) break;
    write(line);
    left--;
  }
  if (left > 0) output.write(`\nand ${count(left, "finding")} more than a comment takes, the least severe\n`);
}

/** The findings as they stand in the files, or the most severe first where not all of them have room. */
function fitting(findings: readonly ReportedFinding[], room: number): readonly ReportedFinding[] {
  let length = 0;
  for (const finding of findings) {
    length += rowOf(finding).length + 1;
    if (length > room) return mostSevereFirst(findings);
  }
  return findings;
}

function rowOf(finding: ReportedFinding): string {
  const { severity, message, rule } = finding;
  const cells = [placeOf(finding), objectName(finding), message, rule].map(markdownCode);
  return `| ${severity} | ${cells.join(" | ")} |`;
}
