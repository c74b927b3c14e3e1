/** A half-open range of UTF-16 offsets. What the offsets count from (document or file) is said where a span is used. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A replacement of `start..end` by `text`; an insertion where `start === end`. */
export interface TextEdit extends Span {
  readonly text: string;
}

/** A zero-based line and a zero-based column in UTF-16 code units, as in the Language Server Protocol. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export function shiftSpan(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

/**
 * Applies edits to a text. Edits are sorted by where they start; those at the same offset are applied in the order
 * given. Throws a `RangeError` when two edits overlap, which is a fault of the caller, never of the user's text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.index - b.index);
  let result = "";
  let last = 0;
  for (const { edit } of sorted) {
    if (edit.start < last) throw new RangeError(`overlapping edits at offset ${edit.start}`);
    result += text.slice(last, edit.start) + edit.text;
    last = edit.end;
  }
  return result + text.slice(last);
}
