import { mask, maskCredentials } from "../engine/credentialFormats";
import type { Finding } from "../engine/finding";
import { visible } from "../engine/message";
import type { LineIndex } from "../engine/yaml/lines";
import type { Span } from "../engine/yaml/span";
import { isAboutSecret } from "./secrets";

/** A line of a file as it is shown: what stands before the mark, the mark, and what stands behind it. */
export interface Quote {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

const longestBefore = 60;
const longestMark = 80;
const longestAfter = 40;
/** What is further away from the mark is neither looked at nor shown: a line can be as long as the file. */
const longestLook = 500;

/**
 * The line that a finding starts on, made safe to show: no control characters, no credential, shortened around the mark.
 *
 * @param secrets places in the file that hold credentials.
 */
export function quote(
  lines: LineIndex,
  { span, rule, path }: Pick<Finding, "span" | "rule" | "path">,
  secrets: readonly Span[],
): Quote {
  const { line, character } = lines.position(span.start);
  const whole = lines.lineText(line);
  const lineStart = span.start - character;
  const markEnd = Math.min(character + (span.end - span.start), whole.length);
  const before = keyBefore(whole.slice(Math.max(0, character - longestLook), character));
  const marked = whole.slice(character, Math.min(markEnd, character + longestLook));
  const after = restOfEntry(whole.slice(markEnd, markEnd + longestLook), before.startsWith("…"));
  if (isAboutSecret(rule) || (isFree(path) && !isFlag(marked))) return keyAlone(before, marked, after);
  const isSecret = secrets.some(({ start, end }) => start < lineStart + markEnd && end > span.start);
  const touched = secrets.some(({ start, end }) => start < lineStart + whole.length && end > lineStart);
  return {
    before: touched ? "" : shortBefore(maskValues(before)),
    marked: isSecret ? mask : short(maskValues(marked), longestMark),
    after: touched ? "" : short(maskValues(after), longestAfter),
  };
}

/** Only the key: the mark is the value behind it, or the key itself. */
function keyAlone(before: string, marked: string, after: string): Quote {
  const key = shortBefore(maskValues(before));
  if (/^["']?\s*:/.test(after))
    return { before: key, marked: short(marked, longestMark), after: `: ${mask}` };
  return { before: key, marked: mask, after: "" };
}

/** Settings whose values are anybody's words, and may be a credential that nothing gives away. */
const freeText =
  /\/(?:env\/\d+(?:\/value)?|(?:args|command)(?:\/\d+)?|(?:data|stringData|binaryData|annotations|labels|matchLabels)\/[^/]*|httpHeaders\/\d+\/value)$/;

function isFree(path: string): boolean {
  return freeText.test(path);
}

/** A switch of a program with a short plain value, as those of Kubernetes' own parts; names of credentials are masked later. */
function isFlag(marked: string): boolean {
  return /^["']?--[\w-]{1,80}(?:=[\w.,:/-]{0,24})?["']?$/.test(marked);
}

/** In flow style a whole object can stand on one line: what belongs to other keys is left out. */
function keyBefore(text: string): string {
  const object = text.lastIndexOf("{");
  if (object < 0) return text;
  const from = Math.max(object, text.lastIndexOf(","));
  return `…${text.slice(from + 1)}`;
}

function restOfEntry(text: string, isInObject: boolean): string {
  const end = text.search(/[,\]}]/);
  return end < 0 || !isInObject ? text : text.slice(0, end);
}

const scalar = `(?:"[^"]*"?|'[^']*'?|[^\\s,}\\]{\\[&*|>"'][^\\s,}\\]]*)`;
const secretKey =
  "[\\w.-]*(?:password|passwd|passphrase|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|connection[-_]?string)[\\w.-]*";
const maskedValues = [
  new RegExp(`(${secretKey}["']?\\s*[:=]\\s*)${scalar}`, "gi"),
  // The value of an environment variable in flow style.
  new RegExp(`(\\bvalue["']?\\s*:\\s*)${scalar}`, "gi"),
];

/** Hides what may be a credential beside the mark. */
function maskValues(text: string): string {
  return maskedValues.reduce(
    (masked, pattern) => masked.replace(pattern, `$1${mask}`),
    maskCredentials(text),
  );
}

function shortBefore(text: string): string {
  const trimmed = text.trimStart().replace(/^\u2026\s+/, "…");
  const shown = trimmed.length > longestBefore ? `…${trimmed.slice(-longestBefore)}` : trimmed;
  return visible(shown.replaceAll("\t", "  "));
}

function short(text: string, longest: number): string {
  const shown = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return visible(shown.replaceAll("\t", "  "));
}
