import type { Diagnostic } from "vscode-languageserver";
import { sharedText } from "../../engine/yaml/sharedText";
import type { ListedFinding } from "../protocol";
import type { FileAnswer } from "./fileAnswer";
import { sharedFinding, sharedSuppressed } from "./keptFindings";
import { sharedCounts } from "./packedCounts";

/**
 * An answer that came as JSON, in which each text is a copy, with one copy of what many findings say: what is kept of a
 * workspace is mostly that.
 */
export function sharedAnswer(answer: FileAnswer): FileAnswer {
  const { shown, findings, suppressed, judged, accepted } = answer;
  return {
    ...answer,
    judged: sharedCounts(judged),
    accepted: sharedCounts(accepted),
    shown: shown && {
      uri: shown.uri,
      findings: shown.findings.map(sharedListed),
      diagnostics: shown.diagnostics.map(sharedDiagnostic),
    },
    findings: findings.map(sharedFinding),
    suppressed: suppressed.map(sharedSuppressed),
  };
}

function sharedListed(finding: ListedFinding): ListedFinding {
  return {
    ...finding,
    rule: sharedText(finding.rule),
    title: sharedText(finding.title),
    severity: sharedText(finding.severity),
    message: sharedText(finding.message),
    ...(finding.profiles && { profiles: finding.profiles.map(sharedText) }),
  };
}

function sharedDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { message, code, codeDescription, source, data } = diagnostic;
  return {
    ...diagnostic,
    ...(typeof message === "string" && { message: sharedText(message) }),
    ...(source !== undefined && { source: sharedText(source) }),
    ...(typeof code === "string" && { code: sharedText(code) }),
    ...(codeDescription && { codeDescription: { href: sharedText(codeDescription.href) } }),
    ...(isTexts(data) && { data: sharedTexts(data) }),
  };
}

function isTexts(data: unknown): data is Record<string, unknown> {
  return typeof data === "object" && data !== null;
}

function sharedTexts(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === "string" ? sharedText(value) : value]),
  );
}
