import { normalizeBreaks } from "./lines";
import type { Span } from "./span";

/** One document of a file: its text and where that text starts in the file. */
export interface DocumentSlice {
  /** Offset of `text` in the file. */
  readonly start: number;
  readonly text: string;
  /** In the file: text behind the document that kubectl does not read. Comments, directives and markers are none. */
  readonly ignored?: Span;
}

/** Where it counts, it stands at the start of a line: looking for that only where one is found is many times faster. */
const marker = /---|\.\.\.(?=[ \t\r\n\u0085\u2028\u2029]|$)/g;
const byteOrderMark = 0xfeff;

/**
 * Cuts a file into documents where kubectl does: at lines that start with `---` (k8s.io/apimachinery/pkg/util/yaml,
 * `YAMLReader`), of which only LF makes a line. What follows a `...` line, or a `---` behind a line break that only
 * go-yaml knows, is dropped up to the next `---`, because go-yaml reads one document only, and noted as ignored. A byte
 * order mark at the start of a document is not part of it. JSON values at the start of a file that follow each other
 * without a separator are documents of their own, as kubectl's JSON decoder reads them; behind a `---` there is no such
 * decoder (`YAMLOrJSONDecoder`), and the first value is all there is. Text behind `---`, which kubectl refuses, stays
 * with its `---` in the document, so that it is seen.
 */
export function splitDocuments(text: string): DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = 0;
  let ended = false;
  let endedAt = 0;
  marker.lastIndex = 0;
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    if (!isLineStart(text, match.index)) continue;
    const atLineFeed = match.index === 0 || text.charCodeAt(match.index - 1) === 0x0a;
    const separates = match[0] === "---" && atLineFeed;
    if (match[0] === "---" && !atLineFeed) {
      if (!/^(?:\s|\u0085|$)/.test(text.slice(marker.lastIndex, marker.lastIndex + 1))) continue;
      if (!ended && !hasContent(text.slice(start, match.index))) {
        if (isMarkerLine(text, match.index)) start = behindMarker(text, marker.lastIndex);
        continue;
      }
    }
    if (!ended) pushSlice(slices, text, start, match.index);
    else if (separates) noteIgnored(slices, text, endedAt, match.index);
    if (!ended) endedAt = match.index;
    ended = !separates;
    start = isMarkerLine(text, match.index) ? behindMarker(text, marker.lastIndex) : match.index;
  }
  if (ended) noteIgnored(slices, text, endedAt, text.length);
  else pushSlice(slices, text, start, text.length);
  return slices;
}

/** @param end of what was dropped behind the last document, whose end marker stands at `start`. */
function noteIgnored(slices: DocumentSlice[], text: string, start: number, end: number): void {
  const last = slices.at(-1);
  const dropped = normalizeBreaks(text.slice(start, end)).replace(/^(?:---|\.\.\.)(?!\S)/gm, "   ");
  const first = /^[ \t]*(?=[^\s#%])/m.exec(dropped);
  if (!last || !first) return;
  const ignored = { start: start + first.index + first[0].length, end: start + dropped.trimEnd().length };
  slices[slices.length - 1] = { ...last, ignored };
}

function isLineStart(text: string, offset: number): boolean {
  return offset === 0 || /[\n\r\u0085\u2028\u2029]/.test(text.charAt(offset - 1));
}

function hasContent(text: string): boolean {
  return /^[ \t]*[^ \t\r\n\u0085\u2028\u2029#]/m.test(text);
}

/** Blanks in the line of a marker are part of no document: kubectl drops the line, where go-yaml would refuse a tab. */
function behindMarker(text: string, offset: number): number {
  let at = offset;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

/** Behind the three characters stand blanks and a comment at most. */
function isMarkerLine(text: string, offset: number): boolean {
  const behind = /[^ \t\r]/g;
  behind.lastIndex = offset + 3;
  const next = behind.exec(text)?.[0];
  if (next === undefined || next === "\n") return true;
  return next === "#" || /[\u0085\u2028\u2029]/.test(next);
}

function pushSlice(slices: DocumentSlice[], text: string, start: number, end: number): void {
  let from = start;
  if (text.charCodeAt(from) === byteOrderMark) {
    from++;
    // Behind the mark kubectl sees no separator, and go-yaml the start of the document.
    if (text.startsWith("---", from) && isMarkerLine(text, from)) from = behindMarker(text, from + 3);
  } else if (start > 3) {
    // On the line below a `---` that has something before it: the first of a file separates nothing.
    const lineEnd = /^[ \t]*(?:#[^\n]*)?\r?\n\ufeff/.exec(text.slice(from, Math.min(end, from + 1000)));
    if (lineEnd) from += lineEnd[0].length;
  }
  const slice = text.slice(from, end);
  if (start === 0 && /^\s*\{/.test(slice)) pushJsonValues(slices, slice, from);
  else slices.push({ start: from, text: slice });
}

/** JSON values, and the text behind them, which kubectl then reads as YAML. */
function pushJsonValues(slices: DocumentSlice[], text: string, offset: number): void {
  let start = 0;
  while (start < text.length) {
    const end = endOfJsonValue(text, start);
    if (end < 0 || !/\S/.test(text.slice(end)) || !isJson(text.slice(start, end))) break;
    slices.push({ start: offset + start, text: text.slice(start, end) });
    start = end;
  }
  slices.push({ start: offset + start, text: text.slice(start) });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const jsonWord = /\s*(?:-?\d[\d.eE+-]*|true|false|null)(?=[\s{[]|$)/y;
const jsonCollection = /\s*[{[]/y;

/** The end of the value that starts at `start` or behind blanks; -1 where none does. A text alone is left to YAML. */
function endOfJsonValue(text: string, start: number): number {
  jsonWord.lastIndex = jsonCollection.lastIndex = start;
  if (jsonWord.test(text)) return jsonWord.lastIndex;
  if (!jsonCollection.test(text)) return -1;
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      i++;
      while (i < text.length && text[i] !== '"') i += text[i] === "\\" ? 2 : 1;
    } else if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}
