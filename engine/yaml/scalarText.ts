import { trimmedEnd } from "../trimmedEnd";
import type { BlockScalarToken, FlowScalarToken } from "./tokens";

/**
 * The text of a scalar as go.yaml.in/yaml/v2 reads it (scannerc.go, `yaml_parser_scan_flow_scalar`, `..._plain_scalar`,
 * `..._block_scalar`). It is taken from the original text, whose line breaks may be any that kubectl knows: CRLF, CR and
 * NEL read as LF, while the Unicode line and paragraph separators are kept. Never throws: an unclosed quote ends with
 * the source, an unknown escape stands for its own character.
 */
export function scalarText(token: FlowScalarToken | BlockScalarToken, text: string): string {
  if (token.type === "block-scalar") {
    const start = blockBodyStart(token);
    return blockText(text.slice(start, start + token.source.length), headerOf(token));
  }
  const source = text.slice(token.offset, token.offset + token.source.length);
  if (token.type === "single-quoted-scalar") return singleQuotedText(source);
  return token.type === "double-quoted-scalar" ? doubleQuotedText(source) : plainText(source);
}

/** Offset of the first line below `|` or `>`. */
export function blockBodyStart(token: BlockScalarToken): number {
  let end = token.offset;
  for (const property of token.props)
    if ("source" in property) end = Math.max(end, property.offset + property.source.length);
  return end;
}

/**
 * Where a character of a block scalar's text is written: an offset of the document. `undefined` for a folded text, whose
 * lines are not those that are written.
 * @param offset of the text as it reads, whose line breaks are one character each.
 */
export function offsetInBlock(token: BlockScalarToken, text: string, offset: number): number | undefined {
  const { folded, indent } = headerOf(token);
  if (folded) return undefined;
  const start = blockBodyStart(token);
  const source = text.slice(start, start + token.source.length);
  const column = indent > 0 ? indent : detectIndent(splitLines(source));
  let lineStart = 0;
  let left = offset;
  while (lineStart < source.length) {
    lineBreaks.lastIndex = lineStart;
    const lineBreak = lineBreaks.exec(source);
    const lineEnd = lineBreak?.index ?? source.length;
    const contentStart = Math.min(lineStart + column, lineEnd);
    if (left <= lineEnd - contentStart) return start + contentStart + left;
    left -= lineEnd - contentStart + 1;
    if (!lineBreak) return undefined;
    lineStart = lineBreak.index + lineBreak[0].length;
  }
  return undefined;
}

function headerOf(token: BlockScalarToken): BlockHeader {
  const property = token.props.find(({ type }) => type === "block-scalar-header");
  const header = property && "source" in property ? property.source : "|";
  const digit = /[1-9]/.exec(header)?.[0];
  return {
    folded: header.startsWith(">"),
    chomp: header.includes("-") ? "strip" : header.includes("+") ? "keep" : "clip",
    indent: digit ? Math.max(0, token.indent) + Number(digit) : 0,
  };
}

function plainText(source: string): string {
  return hasBreak.test(source) ? foldLines(source, false) : source;
}

function singleQuotedText(source: string): string {
  const inner = unquote(source, "'");
  const text = hasBreak.test(inner) ? foldLines(inner, true) : inner;
  return text.includes("''") ? text.replaceAll("''", "'") : text;
}

function doubleQuotedText(source: string): string {
  const inner = unquote(source, '"');
  const simple = !hasBreak.test(inner);
  if (simple && !inner.includes("\\")) return inner;
  if (simple) return inner.replace(escapeSequence, unescaped);
  // Escapes are read after folding, except for those of line breaks and blanks, which take part in it.
  return foldEscaped(inner);
}

interface BlockHeader {
  /** `|` keeps lines, `>` folds them. */
  readonly folded: boolean;
  readonly chomp: "strip" | "clip" | "keep";
  /** Columns of the content from column zero; 0 where the first line decides. */
  readonly indent: number;
}

/** @param source the lines below the header, as written. */
function blockText(source: string, { folded, chomp, indent }: BlockHeader): string {
  // kubectl's line reader ends the last line too (apimachinery util/yaml, `LineReader`).
  const lines = splitLines(source === "" || hasBreakAtEnd.test(source) ? source : `${source}\n`);
  const column = indent > 0 ? indent : detectIndent(lines);
  let text = "";
  let leadingBreak = "";
  let trailingBreaks = "";
  let lastBlank = false;
  for (const { content, lineBreak } of lines) {
    if (isOutside(content, column)) break;
    if (isBlankUpTo(content, column)) {
      trailingBreaks += lineBreak;
      continue;
    }
    const line = content.slice(column);
    const blank = line[0] === " " || line[0] === "\t";
    if (folded && leadingBreak === "\n" && !lastBlank && !blank) {
      if (trailingBreaks === "") text += " ";
    } else text += leadingBreak;
    text += trailingBreaks + line;
    lastBlank = blank;
    leadingBreak = lineBreak;
    trailingBreaks = "";
  }
  if (chomp !== "strip") text += leadingBreak;
  if (chomp === "keep") text += trailingBreaks;
  return text;
}

const hasBreakAtEnd = /[\r\n\u0085\u2028\u2029]$/;
const hasBreak = /[\r\n\u0085\u2028\u2029]/;
const lineBreaks = /\r\n|[\r\n\u0085\u2028\u2029]/g;

function unquote(source: string, quote: string): string {
  const closed = source.length > 1 && source.endsWith(quote);
  return source.slice(1, closed ? -1 : undefined);
}

interface Line {
  readonly content: string;
  /** As it reads, not as it is written; empty at the end of the text. */
  readonly lineBreak: string;
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  lineBreaks.lastIndex = 0;
  for (let match = lineBreaks.exec(text); match; match = lineBreaks.exec(text)) {
    const written = match[0];
    const lineBreak = written === "\u2028" || written === "\u2029" ? written : "\n";
    lines.push({ content: text.slice(start, match.index), lineBreak });
    start = lineBreaks.lastIndex;
  }
  if (start < text.length) lines.push({ content: text.slice(start), lineBreak: "" });
  return lines;
}

/** A single line break becomes a space, more become one fewer; blanks around them go. */
function foldLines(text: string, keepOuterBlanks: boolean): string {
  const lines = splitLines(text);
  if (hasBreakAtEnd.test(text)) lines.push({ content: "", lineBreak: "" });
  let result = "";
  let breaks: string[] = [];
  lines.forEach(({ content, lineBreak }, index) => {
    const first = index === 0;
    const last = index === lines.length - 1;
    const start = first && keepOuterBlanks ? content : content.replace(/^[ \t]+/, "");
    const kept = last && keepOuterBlanks ? start : trimmedEnd(start, " \t");
    if (kept !== "" || first || last) {
      if (!first) result += joined(breaks);
      result += kept;
      breaks = [];
    }
    breaks.push(lineBreak);
  });
  return result;
}

function joined(breaks: readonly string[]): string {
  const [leading = "", ...trailing] = breaks;
  if (leading === "\n") return trailing.length === 0 ? " " : trailing.join("");
  return leading + trailing.join("");
}

/** Blanks and line breaks of a double-quoted scalar, blanks alone so that they are looked at once, or one escape. */
const foldable =
  /([ \t]*)((?:\r\n|[\r\n\u0085\u2028\u2029])[ \t\r\n\u0085\u2028\u2029]*)|[ \t]+|\\(?:(\r\n|[\r\n\u0085\u2028\u2029])([ \t\r\n\u0085\u2028\u2029]*)|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

function foldEscaped(text: string): string {
  return text.replace(
    foldable,
    (whole: string, _blanks, breaks: string | undefined, escapedBreak: string | undefined, after: string) => {
      if (breaks !== undefined) return joined(breaksIn(breaks));
      if (escapedBreak !== undefined) return breaksIn(after).join("");
      return whole.replace(escapeSequence, unescaped);
    },
  );
}

function breaksIn(text: string): string[] {
  return (text.match(lineBreaks) ?? []).map((written) => (/[\u2028\u2029]/.test(written) ? written : "\n"));
}

const escapeSequence = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g;

const named: Readonly<Record<string, string>> = {
  "0": "\0",
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
  e: "\x1b",
  N: "\u0085",
  _: "\u00a0",
  L: "\u2028",
  P: "\u2029",
};

function unescaped(_whole: string, x?: string, u?: string, long?: string, char = ""): string {
  const hex = x ?? u ?? long;
  if (hex === undefined) return Object.hasOwn(named, char) ? (named[char] ?? char) : char;
  const code = Number.parseInt(hex, 16);
  return code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
}

/** The column of the first line that has content, or of a blank line above it that is deeper. */
function detectIndent(lines: readonly Line[]): number {
  let deepest = 1;
  for (const { content } of lines) {
    const column = indentOf(content);
    deepest = Math.max(deepest, column);
    if (column < content.length) break;
  }
  return deepest;
}

function indentOf(content: string): number {
  return /^ */.exec(content)?.[0].length ?? 0;
}

/** Content to the left of the scalar's column: a comment behind it. */
function isOutside(content: string, column: number): boolean {
  const indent = indentOf(content);
  return indent < column && indent < content.length;
}

/** Nothing but spaces before `column`, and nothing behind. */
function isBlankUpTo(content: string, column: number): boolean {
  return content.length <= column && /^ *$/.test(content);
}
