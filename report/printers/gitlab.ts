import type { Severity } from "../../engine/finding";
import { printableJson } from "../../engine/message";
import { shortHash } from "../hash";
import type { Output } from "../output";
import type { Report, ReportedFinding } from "../report";
import { Fingerprints } from "./fingerprints";
import type { PrintOptions } from "./options";
import { postureWords } from "./posture";

const qualities: Readonly<Record<Severity, string>> = {
  critical: "blocker",
  high: "critical",
  medium: "major",
  low: "minor",
  info: "info",
};

/** GitLab's code quality report: a bare list, so that it has no posture. What is suppressed is left out. */
export function printGitlab(report: Report, output: Output): void {
  const fingerprints = new Fingerprints();
  const issues = report.findings.map((finding) => ({
    description: finding.message,
    check_name: finding.rule,
    fingerprint: shortHash(fingerprints.of(finding)),
    severity: qualities[finding.severity],
    location: {
      path: finding.file,
      lines: { begin: finding.range.start.line + 1, end: finding.range.end.line + 1 },
    },
  }));
  output.write(`${printableJson(issues, 2)}\n`);
}

/** GitLab's report of static analysis, schema 15.0.7. What is suppressed is left out. */
export function printGitlabSast(report: Report, output: Output, { version, now }: PrintOptions): void {
  const fingerprints = new Fingerprints();
  const product = { id: "kubehint", name: "Kubehint", version: version(), vendor: { name: "Kubehint" } };
  const { counts, frameworks } = postureWords(report.posture);
  const log = {
    version: "15.0.7",
    scan: {
      analyzer: product,
      scanner: product,
      type: "sast",
      start_time: secondOf(now - report.milliseconds),
      end_time: secondOf(now),
      status: report.unreadable.length + report.failures.length === 0 ? "success" : "failure",
      messages: [
        {
          level: "info",
          value: [counts, ...frameworks.map(({ title, score }) => `${title}: ${score}`)].join("; "),
        },
      ],
    },
    vulnerabilities: report.findings.map((finding) => vulnerability(finding, fingerprints)),
  };
  output.write(`${printableJson(log, 2)}\n`);
}

function vulnerability(finding: ReportedFinding, fingerprints: Fingerprints) {
  const { rule, severity, message, file, range, fix } = finding;
  return {
    id: uuidOf(fingerprints.of(finding)),
    name: rule,
    description: message,
    severity: severity.charAt(0).toUpperCase() + severity.slice(1),
    ...(fix && { solution: fix.title }),
    location: { file, start_line: range.start.line + 1, end_line: range.end.line + 1 },
    identifiers: [{ type: "kubehint_rule_id", name: `Kubehint ${rule}`, value: rule }],
  };
}

/** `2026-01-31T12:00:00`, in UTC without a zone, as the schema wants it. */
function secondOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

/** The same finding has the same one in every scan. */
function uuidOf(text: string): string {
  return shortHash(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-5$3-8$4-$5");
}
