import type { Severity } from "../../engine/finding";
import type { Output } from "../output";
import type { Report } from "../report";
import { commandData, commandProperty } from "./escape";
import { mostSevereFirst } from "./mostSevereFirst";
import { postureWords } from "./posture";

const levels: Readonly<Record<Severity, string>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "notice",
  info: "notice",
};

/**
 * Workflow commands of GitHub Actions, one a line; what is suppressed is not annotated. A step shows ten
 * errors and ten warnings (actions/toolkit, docs/problem-matchers.md, "Limitations"), so that the most severe come first.
 */
export function printGithub(report: Report, output: Output): void {
  const { counts, frameworks } = postureWords(report.posture);
  const scores = frameworks.map(({ title, score }) => `${title} ${score}`).join("; ");
  output.write(`::notice title=Kubehint::${commandData(`${counts}${scores && `. ${scores}`}`)}\n`);
  for (const { severity, rule, file, range, message } of mostSevereFirst(report.findings)) {
    const properties = [
      `file=${commandProperty(file)}`,
      `line=${range.start.line + 1}`,
      `endLine=${range.end.line + 1}`,
      // GitHub refuses columns of a place that spans lines.
      ...(range.start.line === range.end.line
        ? [`col=${range.start.character + 1}`, `endColumn=${range.end.character + 1}`]
        : []),
      `title=${commandProperty(`${severity}: ${rule}`)}`,
    ];
    output.write(`::${levels[severity]} ${properties.join(",")}::${commandData(message)}\n`);
  }
}
