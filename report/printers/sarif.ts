import type * as Sarif from "sarif";
import { type Severity, severities } from "../../engine/finding";
import { printableJson } from "../../engine/message";
import type { Rule, RuleDocs } from "../../engine/rule";
import { rulePage } from "../../engine/rulePage";
import type { Suppression } from "../../engine/suppress/suppression";
import { rules as allRules } from "../../rules";
import type { Output } from "../output";
import type { FileNote, PlacedNote, Range, Report, ReportedFinding } from "../report";
import { count } from "./count";
import { Fingerprints } from "./fingerprints";
import type { PrintOptions } from "./options";
import { postureData } from "./posture";

/**
 * The report as SARIF 2.1.0 (OASIS). It holds no text of the files (`snippet`), and its fingerprints are made of what a
 * finding is about, so that no value of a manifest leaves it.
 */
export function printSarif(report: Report, output: Output, { version, prose }: PrintOptions): void {
  const docs = prose();
  const kept = mostSevere(report.all);
  const used = new Set(kept.map(({ rule }) => rule));
  const rules = allRules.filter(({ id }) => used.has(id));
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const fingerprints = new Fingerprints();
  // Of all of them, so that what is left out changes no other.
  const fingerprintOf = new Map(report.all.map((finding) => [finding, fingerprints.of(finding)]));
  const log: Sarif.Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Kubehint",
            version: version(),
            semanticVersion: version(),
            rules: rules.map((rule) => descriptor(rule, docs[rule.id])),
          },
        },
        columnKind: "utf16CodeUnits",
        properties: { posture: postureData(report.posture, kept) },
        invocations: [
          {
            executionSuccessful:
              report.unreadable.length + report.misconfigured.length + report.failures.length === 0,
            toolExecutionNotifications: notifications(report, report.all.length - kept.length),
          },
        ],
        results: [],
      },
    ],
  };
  writeLog(
    log,
    kept.map((finding) => () => resultOf(finding, indexes, fingerprintOf.get(finding) ?? "")),
    output,
  );
}

/** One result after the other: all of them in one text would be a hundred megabytes, and take seconds. */
function writeLog(log: Sarif.Log, results: readonly (() => Sarif.Result)[], output: Output): void {
  const text = printableJson(log, 2);
  // The list is the last thing in it.
  const list = text.lastIndexOf("[]") + 1;
  output.write(text.slice(0, list));
  const indent = `\n${" ".repeat(8)}`;
  for (const [index, result] of results.entries()) {
    const lines = printableJson(result(), 2).replaceAll("\n", indent);
    output.write(`${index === 0 ? "" : ","}${indent}${lines}`);
  }
  if (results.length > 0) output.write(`\n${" ".repeat(6)}`);
  output.write(`${text.slice(list)}\n`);
}

/**
 * How many results code scanning takes in a run: a file with more is refused as a whole, of fewer it keeps the 5,000 most
 * severe (https://docs.github.com/en/code-security, "SARIF results exceed one or more limits"; there too: 25,000 rules in
 * a run, 20 tags for a rule, 1,000 locations for a result).
 */
const mostResults = 25_000;

/** As many as code scanning takes, in their order: what counts before what is suppressed, and then by severity. */
function mostSevere(all: readonly ReportedFinding[]): readonly ReportedFinding[] {
  if (all.length <= mostResults) return all;
  const weight = ({ suppressed, severity }: ReportedFinding) =>
    (suppressed ? severities.length : 0) + severities.indexOf(severity);
  const kept = new Set(all.toSorted((a, b) => weight(a) - weight(b)).slice(0, mostResults));
  return all.filter((finding) => kept.has(finding));
}

const levels: Readonly<Record<Severity, Sarif.ReportingConfiguration.level>> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
  info: "note",
};

/** What code scanning of GitHub sorts by: https://docs.github.com/en/code-security, "SARIF support", property security-severity. */
const securitySeverities: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
  info: "0.5",
};

const precisions = { high: "very-high", medium: "medium", low: "low" } as const;

function descriptor(rule: Rule, docs: RuleDocs | undefined): Sarif.ReportingDescriptor {
  const reference = docs?.references[0]?.url;
  return {
    id: rule.id,
    name: rule.id
      .split("-")
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
      .join(""),
    shortDescription: { text: rule.title },
    fullDescription: { text: docs ? plain(docs.what) : rule.title },
    ...(docs && {
      help: {
        text: [docs.what, docs.why, docs.legitimate, docs.how].map(plain).join("\n\n"),
        markdown: rulePage(rule, docs),
      },
    }),
    ...(reference !== undefined && { helpUri: reference }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: [
        "security",
        "kubernetes",
        ...(docs?.frameworks.cwe ?? []).map((id) => `external/cwe/${id.toLowerCase()}`),
      ],
      precision: precisions[rule.confidence],
      "problem.severity": levels[rule.severity] === "note" ? "recommendation" : levels[rule.severity],
      "security-severity": securitySeverities[rule.severity],
    },
  };
}

/** Markdown's code marks read badly where nobody renders them. */
function plain(markdown: string): string {
  return markdown.replaceAll("`", "");
}

function resultOf(
  finding: ReportedFinding,
  indexes: ReadonlyMap<string, number>,
  fingerprint: string,
): Sarif.Result {
  const { rule, severity, message, file, range, related, fix, resource } = finding;
  const ruleIndex = indexes.get(rule);
  return {
    ruleId: rule,
    ...(ruleIndex !== undefined && { ruleIndex }),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: location(file, range),
        logicalLocations: [
          {
            kind: "resource",
            fullyQualifiedName: [resource.namespace, resource.kind, resource.name].filter(Boolean).join("/"),
          },
        ],
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((place, id) => ({
        id,
        physicalLocation: location(place.file, place.range),
        message: { text: place.message },
      })),
    }),
    partialFingerprints: { "kubehint/v1": fingerprint },
    ...(finding.suppressed && { suppressions: [suppressionOf(finding.suppressed)] }),
    ...(fix && fix.edits.length > 0 && { fixes: [fixOf(file, fix)] }),
    properties: { "security-severity": securitySeverities[severity], path: finding.path },
  };
}

/** A comment or annotation stands in the source; what a configuration or baseline says does not (SARIF 3.35). */
function suppressionOf({ by, reason }: Suppression): Sarif.Suppression {
  const kind = by === "comment" || by === "annotation" ? "inSource" : "external";
  return { kind, status: "accepted", ...(reason !== "" && { justification: reason }) };
}

function fixOf(file: string, fix: NonNullable<ReportedFinding["fix"]>): Sarif.Fix {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(file) },
        replacements: fix.edits.map(({ range, text }) => ({
          deletedRegion: region(range),
          insertedContent: { text },
        })),
      },
    ],
  };
}

function location(file: string, range: Range): Sarif.PhysicalLocation {
  return { artifactLocation: { uri: uriOf(file) }, region: region(range) };
}

/** One-based; the end column is exclusive (SARIF 3.30). */
function region({ start, end }: Range): Sarif.Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** A URI reference relative to the current folder. */
function uriOf(file: string): string {
  return file
    .split("/")
    .map((step) => encodeURIComponent(step))
    .join("/");
}

function notifications(
  { unreadable, misconfigured, failures, partly }: Report,
  leftOut: number,
): Sarif.Notification[] {
  const note =
    (level: Sarif.Notification.level) =>
    ({ file, reason, ...place }: FileNote | PlacedNote): Sarif.Notification => {
      const artifactLocation = { uri: uriOf(file) };
      const physicalLocation =
        "line" in place
          ? { artifactLocation, region: { startLine: place.line, startColumn: place.column } }
          : { artifactLocation };
      return { level, message: { text: reason }, locations: [{ physicalLocation }] };
    };
  const cut = `${count(leftOut, "finding")} left out, the least severe: code scanning takes ${count(mostResults, "result")}`;
  return [
    ...(leftOut > 0 ? [{ level: "warning", message: { text: cut } } as const] : []),
    ...unreadable.map(note("error")),
    ...misconfigured.map(note("error")),
    ...failures.map(note("error")),
    ...partly.map(note("note")),
  ];
}
