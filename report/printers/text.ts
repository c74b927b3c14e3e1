import { type Severity, severities } from "../../engine/finding";
import { grouped } from "../../engine/grouped";
import { printable } from "../../engine/message";
import type { Suppression } from "../../engine/suppress/suppression";
import type { Output } from "../output";
import type { Quote } from "../quote";
import type { FileNote, Report, ReportedFinding } from "../report";
import type { Style } from "../style";
import { printCompliance } from "./compliance";
import { count } from "./count";
import { environmentsOf } from "./escape";
import type { TextOptions } from "./options";
import { printPosture } from "./posture";
import { totalsWords } from "./totals";

/** How many partly checked files are named before the rest is only counted. */
const mostNotes = 8;

/** The report for people: file by file, each finding with its place and its line, then what was looked at and what to do. */
export function printText(
  report: Report,
  { style, verbose, suppressed, fixCommand }: TextOptions,
  output: Output,
): void {
  printPosture(report.posture, style, output);
  for (const findings of groupedBy(suppressed ? report.all : report.findings, ({ file }) => file).values())
    printFile(findings, style, output);
  printNotes("Partly checked", report.partly, verbose ? Number.POSITIVE_INFINITY : mostNotes, style, output);
  if (verbose) printNotes("Skipped", report.skipped, Number.POSITIVE_INFINITY, style, output);
  if (report.compliance) printCompliance(report.compliance, style, output);
  printTotals(report, style, output);
  const advice = adviceOn(report.findings, fixCommand);
  if (advice) output.write(`${advice}\n`);
}

function printFile(findings: readonly ReportedFinding[], style: Style, output: Output): void {
  const file = findings[0]?.file ?? "";
  output.write(`${style.bold(shown(file))}\n`);
  const place = ({ range: { start } }: ReportedFinding) => `${start.line + 1}:${start.character + 1}`;
  const placeWidth = findings.reduce((width, finding) => Math.max(width, place(finding).length), 0);
  const severityWidth = findings.reduce((width, { severity }) => Math.max(width, severity.length), 0);
  const indent = " ".repeat(placeWidth + 4);
  findings.forEach((finding, index) => {
    const { rule, severity, message, related } = finding;
    const columns = [
      `  ${style.dim(place(finding).padStart(placeWidth))}`,
      style.severity(severity, severity.padEnd(severityWidth)),
      message,
      style.dim(rule),
      ...(finding.suppressed ? [style.dim(suppressedBy(finding.suppressed))] : []),
    ];
    output.write(`${columns.join("  ")}\n`);
    for (const other of related)
      output.write(
        `${indent}${style.dim(`${shown(other.file)}:${other.range.start.line + 1}: ${other.message}`)}\n`,
      );
    const environments = environmentsOf(finding);
    if (environments !== undefined) output.write(`${indent}${style.dim(environments)}\n`);
    // What is missing in one container is said about one place: it is shown once, below the last of them.
    const next = findings[index + 1];
    if (finding.quote && !(next && isSamePlace(finding, next)))
      printQuote(finding.quote, severity, indent, style, output);
  });
  output.write("\n");
}

function suppressedBy({ by, reason }: Suppression): string {
  return by === "baseline" ? "[in the baseline]" : `[suppressed: ${reason || "no reason"}]`;
}

function isSamePlace({ range: a }: ReportedFinding, { range: b }: ReportedFinding): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

function printQuote(
  { before, marked, after }: Quote,
  severity: Severity,
  indent: string,
  style: Style,
  output: Output,
): void {
  if (before + marked + after === "") return;
  output.write(`${indent}${style.dim("|")} ${before}${marked}${after}\n`);
  const carets = "^".repeat(Math.max(1, marked.length));
  output.write(
    `${indent}${style.dim("|")} ${" ".repeat(before.length)}${style.severity(severity, carets)}\n`,
  );
}

function printNotes(
  title: string,
  notes: readonly FileNote[],
  most: number,
  style: Style,
  output: Output,
): void {
  if (notes.length === 0) return;
  output.write(`${style.bold(title)}\n`);
  for (const [reason, files] of groupedBy(notes, (note) => note.reason)) {
    output.write(`  ${reason}${files.length > 1 ? style.dim(` (${count(files.length, "file")})`) : ""}\n`);
    const named = files.slice(0, most);
    for (const { file } of named) output.write(`    ${style.dim(shown(file))}\n`);
    if (files.length > named.length)
      output.write(
        `    ${style.dim(`and ${grouped(files.length - named.length)} more (--verbose names them)`)}\n`,
      );
  }
  output.write("\n");
}

function printTotals(report: Report, style: Style, output: Output): void {
  const { findings, totals, milliseconds } = report;
  const words = totalsWords(report);
  if (findings.length > 0) {
    const bySeverity = groupedBy(findings, ({ severity }) => severity);
    const parts = severities
      .filter((severity) => bySeverity.has(severity))
      .map((severity) =>
        style.severity(severity, `${grouped(bySeverity.get(severity)?.length ?? 0)} ${severity}`),
      );
    output.write(`${style.bold(words.findings)}: ${parts.join(", ")}\n`);
  } else
    output.write(`${totals.checked + totals.partly > 0 ? style.good(words.findings) : words.findings}.\n`);
  const time = `(${(milliseconds / 1000).toFixed(milliseconds < 9950 ? 2 : 1)} s)`;
  output.write(`${style.dim(`${words.files} ${time}`)}\n`);
  const accepted = suppressedTotal(report);
  if (accepted !== undefined) output.write(`${style.dim(accepted)}\n`);
}

/** `12 suppressed, 3 of them in the baseline (--show-suppressed lists them)`. */
function suppressedTotal({ all }: Report): string | undefined {
  const suppressed = all.flatMap((finding) => finding.suppressed ?? []);
  const known = suppressed.filter(({ by }) => by === "baseline").length;
  if (suppressed.length === 0) return undefined;
  return `${grouped(suppressed.length)} suppressed${known > 0 ? `, ${grouped(known)} in the baseline` : ""} (--show-suppressed lists them)`;
}

/** What to run next. */
function adviceOn(findings: readonly ReportedFinding[], fixCommand: string): string | undefined {
  const safe = findings.filter(({ fix }) => fix?.safety === "safe").length;
  const review = findings.filter(({ fix }) => fix?.safety === "review").length;
  const first = findings[0];
  if (!first) return undefined;
  if (safe + review === 0) return `Why it matters: kubehint explain ${first.rule}`;
  const all = `${fixCommand} --diff${review > 0 ? " --include-review" : ""}`;
  const fixable = `${grouped(safe + review)} fixable`;
  if (safe === 0) return `${fixable} after a look: ${all}`;
  if (review === 0) return `${fixable}: ${all}`;
  return `${fixable}, ${grouped(review)} of them after a look: ${all}`;
}

/** A file name of any length without control characters. */
export function shown(text: string): string {
  return printable(text);
}

function groupedBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
