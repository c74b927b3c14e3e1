import { trimmedEnd } from "../trimmedEnd";
import type { Position, Span } from "./span";

const oddBreak = /\r(?!\n)|[\u0085\u2028\u2029]/g;

/**
 * Makes every line break that kubectl knows one that the lexer knows, without moving an offset: a lone CR, NEL and the
 * Unicode line and paragraph separators become LF. go-yaml v2 (`is_break` in yamlprivateh.go) breaks lines at all of
 * them, so `# note<NEL>privileged: true` is a live setting to the cluster although editors show a comment.
 */
export function normalizeBreaks(text: string): string {
  return text.search(oddBreak) < 0 ? text : text.replace(oddBreak, "\n");
}

/** Maps offsets of one text to lines and columns and back. Lines end at LF, CRLF or CR, as in the protocol. */
export class LineIndex {
  private readonly length: number;

  /** @param starts offsets of the lines, if they are known. */
  constructor(
    private readonly text: string,
    private readonly starts: readonly number[] = startsOf(text),
    length = text.length,
  ) {
    this.length = length;
  }

  /** Of a text that is gone, from what `kept` gave: lines are empty, positions are right. */
  static from(kept: readonly number[]): LineIndex {
    return new LineIndex("", kept.slice(0, -1), kept.at(-1));
  }

  /** The offsets at which lines start, and the length of the text. */
  get kept(): readonly number[] {
    return [...this.starts, this.length];
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** The position of an offset; offsets outside the text are moved to its nearest end. */
  position(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.length));
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: at - (this.starts[low] ?? 0) };
  }

  range(span: Span): { start: Position; end: Position } {
    return { start: this.position(span.start), end: this.position(span.end) };
  }

  /** The offset of a position; lines and columns outside the text are moved to its nearest end. */
  offset(position: Position): number {
    if (position.line >= this.starts.length) return this.length;
    const start = this.starts[Math.max(0, position.line)] ?? 0;
    const end = this.starts[position.line + 1] ?? this.length;
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The text of a zero-based line without its line break; empty outside the text. */
  lineText(line: number): string {
    const start = this.starts[line];
    if (start === undefined) return "";
    return trimmedEnd(this.text.slice(start, this.starts[line + 1] ?? this.text.length), "\r\n");
  }
}

function startsOf(text: string): number[] {
  const starts = [0];
  const breaks = /\r\n|\n|\r/g;
  while (breaks.exec(text)) starts.push(breaks.lastIndex);
  return starts;
}
