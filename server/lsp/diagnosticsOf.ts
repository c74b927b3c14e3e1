import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from "vscode-languageserver";
import type { Finding, RelatedPlace } from "../../engine/finding";
import type { FileResult } from "../../engine/linter";
import { formatMessage, visible } from "../../engine/message";
import type { LineIndex } from "../../engine/yaml/lines";
import type { ChartNotice } from "../../workspace/charts/chartNotices";
import type { ConfigurationProblem } from "../../workspace/configuration/problems";
import type { EditorSeverity, Settings } from "../../workspace/settings";
import { diagnosticCodes, type InitializationOptions } from "../protocol";
import type { InChart } from "../workspace/charts";
import type { ClientFeatures } from "./clientFeatures";
import { configurationDiagnostic } from "./configurationDiagnostics";
import { noticesOf, onFirstLine } from "./fileNotices";
import { groupMissing, type Problem, ungrouped } from "./grouping";
import { rangeOf } from "./ranges";
import { subjectLabel } from "./subjects";

export interface DiagnosticOptions {
  readonly client: ClientFeatures;
  readonly options: InitializationOptions;
}

/** What is needed of an analysed file, open or not. */
export interface AnalysedFile {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly result: FileResult;
  readonly settings: Settings;
  /** What the chart it belongs to says of it. */
  readonly chart?: Pick<InChart, "notices"> | undefined;
  /** What is wrong in it, where it is a configuration file. */
  readonly configuration?: readonly ConfigurationProblem[];
  /** The lines of the files that findings name as related, by URI. */
  readonly others: ReadonlyMap<string, LineIndex>;
}

/** What a code action needs to find its finding again: no word of the text. */
export interface DiagnosticData {
  readonly rule: string;
  /** Zero-based index of the document in the file. */
  readonly document: number;
  /** JSON Pointers in the document. */
  readonly path: string;
  readonly subject: string;
}

/** The diagnostics of a file; what is over `maxProblems` is counted in one last diagnostic. */
export function diagnosticsOf(file: AnalysedFile, options: DiagnosticOptions): Diagnostic[] {
  const { result, settings } = file;
  // Made one by one, so that a file with a hundred thousand findings costs no more than what is shown of it.
  const all = [
    ...(file.configuration ?? []).map((problem) => () => configurationDiagnostic(problem, file.lines)),
    ...(file.chart?.notices ?? []).map((one) => () => chartDiagnostic(one, file.lines)),
    ...noticesOf(result).map((make) => () => make(file.lines)),
    ...problemsOf(file).map((problem) => () => problemDiagnostic(problem, file, options)),
  ];
  const made = all.slice(0, settings.maxProblems).map((make) => make());
  return all.length <= settings.maxProblems ? made : [...made, notice(all.length - settings.maxProblems)];
}

/** The findings as they are shown: one by one or grouped, as the settings say. */
export function problemsOf({ result, settings }: AnalysedFile): Problem[] {
  return settings.groupMissing ? groupMissing(result.findings) : ungrouped(result.findings);
}

export function problemDiagnostic(
  problem: Problem,
  file: AnalysedFile,
  options: DiagnosticOptions,
): Diagnostic {
  return problem.kind === "finding"
    ? findingDiagnostic(problem.finding, file, options)
    : lacksDiagnostic(problem.findings, file, options);
}

const severities: Readonly<Record<EditorSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Rules about what Kubernetes no longer serves, or soon will not, and about what is of no use: editors show such text so. */
const tags: ReadonlyMap<string, DiagnosticTag> = new Map([
  ["removed-api-version", DiagnosticTag.Deprecated],
  ["deprecated-api-version", DiagnosticTag.Deprecated],
  ["deprecated-service-account-field", DiagnosticTag.Deprecated],
  ["suppression-unused", DiagnosticTag.Unnecessary],
  ["suppression-expired", DiagnosticTag.Unnecessary],
]);

function findingDiagnostic(
  finding: Finding,
  file: AnalysedFile,
  { client, options }: DiagnosticOptions,
): Diagnostic {
  const related = client.relatedInformation
    ? finding.related.map(
        (place): DiagnosticRelatedInformation => ({
          location: {
            uri: place.file ?? file.uri,
            range: relatedRange(place, file),
          },
          message: formatMessage(place.message),
        }),
      )
    : [];
  const tag = client.diagnosticTags ? tags.get(finding.rule) : undefined;
  return {
    range: rangeOf(file.lines, finding.span),
    severity: severities[file.settings.severities[finding.severity]],
    source: "kubehint",
    code: finding.rule,
    ...(options.rulePages !== undefined &&
      client.codeDescription && { codeDescription: { href: `${options.rulePages}${finding.rule}` } }),
    message: messageOf(finding),
    ...(tag !== undefined && { tags: [tag] }),
    ...(related.length > 0 && { relatedInformation: related }),
    data: dataOf(finding.rule, finding),
  };
}

/** In a chart, with the values files it holds in, unless they are the chart's own alone. */
function messageOf({ message, environments }: Finding): string {
  const said = formatMessage(message);
  if (!environments || (environments.length === 1 && environments[0] === "values.yaml")) return said;
  return `${said} (${environments.map(visible).join(", ")})`;
}

function relatedRange({ file: other, span }: RelatedPlace, file: AnalysedFile): Range {
  const lines = other === undefined ? file.lines : file.others.get(other);
  // Where the other file cannot be read any more, its first line is better than a wrong one.
  return lines ? rangeOf(lines, span) : rangeOf(file.lines, { start: 0, end: 0 });
}

/** `container "web" lacks 6 restricted settings`, with the single ones beneath. */
function lacksDiagnostic(
  findings: readonly [Finding, ...Finding[]],
  file: AnalysedFile,
  { client }: DiagnosticOptions,
): Diagnostic {
  const [first] = findings;
  const isRestricted = findings.every(({ profiles }) =>
    profiles.some((profile) => profile === "restricted" || profile.startsWith("pss-")),
  );
  const sort = isRestricted ? "restricted" : "hardening";
  const title = `${subjectLabel(file.result, first)} lacks ${findings.length} ${sort} settings`;
  const range = rangeOf(file.lines, first.span);
  const single = findings.map((finding) => formatMessage(finding.message));
  return {
    range,
    severity: DiagnosticSeverity.Information,
    source: "kubehint",
    code: diagnosticCodes.missingHardening,
    message: client.relatedInformation ? title : [title, ...single.map((line) => `- ${line}`)].join("\n"),
    ...(client.relatedInformation && {
      relatedInformation: single.map((message) => ({ location: { uri: file.uri, range }, message })),
    }),
    data: dataOf(diagnosticCodes.missingHardening, first),
  };
}

function dataOf(rule: string, { resource, path, subject }: Finding): DiagnosticData {
  return { rule, document: resource.document, path, subject };
}

function chartDiagnostic({ span, message, severity }: ChartNotice, lines: LineIndex): Diagnostic {
  return {
    range: rangeOf(lines, span),
    severity: severities[severity],
    source: "kubehint",
    code: diagnosticCodes.chart,
    message,
  };
}

function notice(hidden: number): Diagnostic {
  return onFirstLine(
    diagnosticCodes.maxProblems,
    `${hidden} more problems of this file are not shown (setting kubehint.maxProblems)`,
  );
}
