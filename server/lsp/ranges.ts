import type { Position, Range, TextEdit } from "vscode-languageserver";
import type { LineIndex } from "../../engine/yaml/lines";
import type { TextEdit as EngineEdit, Span } from "../../engine/yaml/span";

/** Engine positions are offsets; the protocol's are zero-based lines and UTF-16 columns. */
export function rangeOf(lines: LineIndex, span: Span): Range {
  return lines.range(span);
}

export function offsetOf(lines: LineIndex, position: Position): number {
  return lines.offset(position);
}

export function textEditsOf(lines: LineIndex, edits: readonly EngineEdit[]): TextEdit[] {
  return edits.map((edit) => ({ range: lines.range(edit), newText: edit.text }));
}

/** True where the spans share a character, or touch while one of them is empty (a cursor). */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
