import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { FileResult } from "../../engine/linter";
import { visible } from "../../engine/message";
import type { LineIndex } from "../../engine/yaml/lines";
import { diagnosticCodes } from "../protocol";
import { rangeOf } from "./ranges";
import { yamlMessage } from "./yamlMessages";

type Notice = (lines: LineIndex) => Diagnostic;

/** What is to be said of a file besides its findings: why less was looked at than the user thinks. */
export function noticesOf({ problems, failures }: Pick<FileResult, "problems" | "failures">): Notice[] {
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
          onFirstLine(
            diagnosticCodes.ruleFailed,
            `rule "${visible(rule)}" failed in this file, which is a fault of Kubehint; the other rules were checked`,
          ),
    ),
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
