import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { acceptance, markup, objectName, placeOf } from "./escape";
import { postureWords } from "./posture";

/** JUnit's XML as CI servers read it: a suite for each file, a failure for each finding; what is suppressed is skipped. */
export function printJunit(report: Report, output: Output): void {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const finding of report.all) {
    const known = byFile.get(finding.file);
    if (known) known.push(finding);
    else byFile.set(finding.file, [finding]);
  }
  const { counts, frameworks } = postureWords(report.posture);
  output.write('<?xml version="1.0" encoding="UTF-8"?>\n');
  output.write(
    `<testsuites name="kubehint" tests="${report.all.length + 1}" failures="${report.findings.length}">\n`,
  );
  output.write('  <testsuite name="posture" tests="1" failures="0" skipped="0">\n    <properties>\n');
  for (const [name, value] of [["findings", counts], ...frameworks.map(({ title, score }) => [title, score])])
    output.write(`      <property name="${markup(name ?? "")}" value="${markup(value ?? "")}"/>\n`);
  output.write('    </properties>\n    <testcase classname="kubehint" name="scan"/>\n  </testsuite>\n');
  for (const [file, findings] of byFile) {
    const skipped = findings.filter(({ suppressed }) => suppressed).length;
    output.write(
      `  <testsuite name="${markup(file)}" tests="${findings.length}" failures="${findings.length - skipped}" skipped="${skipped}">\n`,
    );
    for (const finding of findings) output.write(testcase(finding));
    output.write("  </testsuite>\n");
  }
  output.write("</testsuites>\n");
}

function testcase(finding: ReportedFinding): string {
  const { file, rule, severity, message, range } = finding;
  const accepted = acceptance(finding);
  const name = `${rule} ${objectName(finding)} line ${range.start.line + 1}`;
  const outcome =
    accepted === undefined
      ? `<failure type="${severity}" message="${markup(message)}">${markup(`${placeOf(finding)}: ${message} (${rule})`)}</failure>`
      : `<skipped message="${markup(accepted)}"/>`;
  return `    <testcase classname="${markup(file)}" name="${markup(name)}">${outcome}</testcase>\n`;
}
