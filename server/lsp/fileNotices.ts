import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { FileResult, FileStatus } from "../../engine/linter";
import { visible } from "../../engine/message";
import type { LineIndex } from "../../engine/yaml/lines";
import { diagnosticCodes } from "../protocol";
import { quarantine } from "../workspace/watchedWork";
import { rangeOf } from "./ranges";
import { yamlMessage } from "./yamlMessages";

type Notice = (lines: LineIndex) => Diagnostic;

/** What is to be said of a file besides its findings: why less was looked at than the user thinks. */
export function noticesOf({ status, problems, failures }: FileResult): Notice[] {
  const failed = new Set(failures.map(({ rule }) => rule));
  return [
    ...problems.map(
      (problem): Notice =>
        (lines) => ({
          range: rangeOf(lines, problem),
          severity: DiagnosticSeverity.Warning,
          source: "kubehint",
          code: diagnosticCodes.yamlSyntax,
          message: yamlMessage(problem.code),
        }),
    ),
    ...[...failed].map(
      (rule): Notice =>
        () =>
          onFirstLine(diagnosticCodes.ruleFailed, failureMessage(rule)),
    ),
    ...quarantineNotices(status),
  ];
}

export function onFirstLine(code: string, message: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: "kubehint",
    code,
    message,
  };
}

function failureMessage(rule: string): string {
  return rule === ""
    ? "this file could not be checked, which is a fault of Kubehint"
    : `rule "${visible(rule)}" failed in this file, which is a fault of Kubehint; the other rules were checked`;
}

const quarantineTexts: ReadonlyMap<FileStatus, string> = new Map<FileStatus, string>([
  [
    quarantine.untilChanged,
    "not checked: this file made the language server fail, and is checked again when it changes",
  ],
  [
    quarantine.untilRestart,
    "not checked: this file made the language server fail, and is checked again when the server is restarted",
  ],
  [
    quarantine.chartUntilChanged,
    "not rendered: this chart made the language server fail, and is rendered again when one of its files changes",
  ],
  [
    quarantine.chartUntilRestart,
    "not rendered: this chart made the language server fail, and is rendered again when the server is restarted",
  ],
]);

function quarantineNotices(status: FileStatus): Notice[] {
  const text = quarantineTexts.get(status);
  return text === undefined ? [] : [() => onFirstLine(diagnosticCodes.quarantined, text)];
}
