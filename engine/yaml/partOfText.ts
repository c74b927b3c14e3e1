import type { Field } from "./field";
import { offsetInBlock } from "./scalarText";
import type { Span } from "./span";

/**
 * Where a part of a text of several lines is written, in offsets of the document; `undefined` where it is not written as it
 * reads: folded, quoted or elsewhere, through an alias.
 * @param part offsets of the text, on one of its lines.
 */
export function partOfText(field: Field, part: Span): Span | undefined {
  const { written, document } = field;
  if (written?.kind !== "scalar" || written.token.type !== "block-scalar") return undefined;
  const start = offsetInBlock(written.token, document.text, part.start);
  if (start === undefined) return undefined;
  const end = start + part.end - part.start;
  const isSame = document.text.slice(start, end) === field.string()?.slice(part.start, part.end);
  return isSame ? { start, end } : undefined;
}
