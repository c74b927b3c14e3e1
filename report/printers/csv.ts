import type { Output } from "../output";
import type { Report } from "../report";
import { acceptance, csvField, objectName } from "./escape";

const columns = ["severity", "rule", "file", "line", "column", "object", "message", "fix", "suppressed"];

/** One line for each finding (RFC 4180), suppressed ones with who accepted them. A table has no place for a posture. */
export function printCsv(report: Report, output: Output): void {
  output.write(`${columns.join(",")}\r\n`);
  for (const finding of report.all) {
    const { severity, rule, file, range, message, fix } = finding;
    const fields = [
      severity,
      rule,
      file,
      String(range.start.line + 1),
      String(range.start.character + 1),
      objectName(finding),
      message,
      fix?.safety ?? "",
      acceptance(finding) ?? "",
    ];
    output.write(`${fields.map(csvField).join(",")}\r\n`);
  }
}
