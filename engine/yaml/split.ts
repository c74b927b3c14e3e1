/** One document of a file: its text and where that text starts in the file. */
export interface DocumentSlice {
  /** Offset of `text` in the file. */
  readonly start: number;
  readonly text: string;
}

const marker = /^(?:---|\.\.\.)(?=[ \t\r\n]|$)/gm;
const byteOrderMark = 0xfeff;

/**
 * Cuts a file (line breaks already normalised) into documents where kubectl does: at lines that start with `---`
 * (k8s.io/apimachinery/pkg/util/yaml, `YAMLReader`). What follows a `...` line up to the next `---` is dropped, because
 * go-yaml stops reading there. A byte order mark at the start of a document is not part of it, and JSON values that
 * follow each other without a separator are documents of their own, as kubectl's JSON decoder reads them.
 */
export function splitDocuments(text: string): DocumentSlice[] {
  const slices: DocumentSlice[] = [];
  let start = 0;
  let ended = false;
  marker.lastIndex = 0;
  for (let match = marker.exec(text); match; match = marker.exec(text)) {
    if (!ended) pushSlice(slices, text, start, match.index);
    ended = match[0] === "...";
    start = marker.lastIndex;
  }
  if (!ended) pushSlice(slices, text, start, text.length);
  return slices;
}

function pushSlice(slices: DocumentSlice[], text: string, start: number, end: number): void {
  let from = start;
  if (text.charCodeAt(from) === byteOrderMark) from++;
  else {
    const lineEnd = /^[ \t]*\r?\n/.exec(text.slice(from, from + 200));
    if (lineEnd && text.charCodeAt(from + lineEnd[0].length) === byteOrderMark) from += lineEnd[0].length + 1;
  }
  const slice = text.slice(from, end);
  if (/^\s*\{/.test(slice)) pushJsonValues(slices, slice, from);
  else slices.push({ start: from, text: slice });
}

/** A YAML flow mapping that is not followed by another value stays one slice, so that its text is kept whole. */
function pushJsonValues(slices: DocumentSlice[], text: string, offset: number): void {
  let start = 0;
  for (;;) {
    const end = endOfJsonValue(text, start);
    if (end < 0 || !/^\s*\{/.test(text.slice(end))) break;
    slices.push({ start: offset + start, text: text.slice(start, end) });
    start = end;
  }
  slices.push({ start: offset + start, text: text.slice(start) });
}

function endOfJsonValue(text: string, start: number): number {
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
