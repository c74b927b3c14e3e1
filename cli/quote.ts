import { visible } from "../engine/message";
import type { LineIndex } from "../engine/yaml/lines";
import type { Span } from "../engine/yaml/span";

/** A line of a file as it is shown: what stands before the mark, the mark, and what stands behind it. */
export interface Quote {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** Rules whose findings lie on a credential: their value is never shown. */
const secretRules = new Set(["hardcoded-secret-in-env", "hardcoded-secret-value", "configmap-with-secrets"]);

export function isAboutSecret(rule: string): boolean {
  return secretRules.has(rule);
}

const longestBefore = 60;
const longestMark = 80;
const longestAfter = 40;

/** How a value that may be secret is shown. */
const mask = "***";

/**
 * The line that a finding starts on, made safe to show: no control characters, no credential, shortened around the mark.
 *
 * @param secrets places in the file that hold credentials.
 */
export function quote(lines: LineIndex, span: Span, rule: string, secrets: readonly Span[]): Quote {
  const { line, character } = lines.position(span.start);
  const whole = lines.lineText(line);
  const lineStart = span.start - character;
  const markEnd = Math.min(character + (span.end - span.start), whole.length);
  const before = maskValues(whole.slice(0, character));
  const marked = whole.slice(character, markEnd);
  if (isAboutSecret(rule)) return secretQuote(before, marked, whole.slice(markEnd));
  const isSecret = secrets.some(({ start, end }) => start < lineStart + markEnd && end > span.start);
  const touched = secrets.some(({ start, end }) => start < lineStart + whole.length && end > lineStart);
  return {
    before: touched ? "" : shortBefore(before),
    marked: isSecret ? mask : short(maskValues(marked), longestMark),
    after: touched ? "" : short(maskValues(whole.slice(markEnd)), longestAfter),
  };
}

/** Only the key: the mark is the value behind it, or the key itself. */
function secretQuote(before: string, marked: string, after: string): Quote {
  if (/^["']?\s*:/.test(after))
    return { before: shortBefore(before), marked: short(marked, longestMark), after: `: ${mask}` };
  return { before: shortBefore(before), marked: mask, after: "" };
}

const scalar = `(?:"[^"]*"?|'[^']*'?|[^\\s,}\\]{\\[&*|>"'][^\\s,}\\]]*)`;
const secretKey =
  "[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|connection[-_]?string)[\\w.-]*";
const maskedValues = [
  new RegExp(`(${secretKey}["']?\\s*[:=]\\s*)${scalar}`, "gi"),
  // The value of an environment variable, and the data of a Secret or ConfigMap, in flow style.
  new RegExp(`(\\bvalue["']?\\s*:\\s*)${scalar}`, "gi"),
  /(\b(?:data|stringData|binaryData)["']?\s*:\s*)\{[^}]*\}?/gi,
  // user:password@host
  /(\w:\/\/[^\s:@/]+:)[^\s@/]+(?=@)/g,
];

/** Hides what may be a credential beside the mark: a whole object can stand on one line. */
function maskValues(text: string): string {
  return maskedValues.reduce((masked, pattern) => masked.replace(pattern, `$1${mask}`), text);
}

function shortBefore(text: string): string {
  const trimmed = text.trimStart();
  const shown = trimmed.length > longestBefore ? `…${trimmed.slice(-longestBefore)}` : trimmed;
  return visible(shown.replaceAll("\t", "  "));
}

function short(text: string, longest: number): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return visible(shown.replaceAll("\t", "  "));
}
