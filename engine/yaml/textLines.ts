import { normalizeBreaks } from "./lines";

/** The lines of a document's text, whatever breaks them. Offsets count from the start of the text. */
export class TextLines {
  readonly text: string;

  constructor(original: string) {
    this.text = normalizeBreaks(original);
  }

  start(offset: number): number {
    return offset === 0 ? 0 : this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  column(offset: number): number {
    return offset - this.start(offset);
  }

  /** Where the line of `offset` ends, in front of its break. */
  end(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    if (at < 0) return this.text.length;
    return at > offset && this.text[at - 1] === "\r" ? at - 1 : at;
  }

  /** The start of the next line, or the end of the text. */
  next(offset: number): number {
    const at = this.text.indexOf("\n", offset);
    return at < 0 ? this.text.length : at + 1;
  }

  /** Where the line above the one of `offset` ends, in front of its break; 0 on the first line. */
  endOfPrevious(offset: number): number {
    const start = this.start(offset);
    if (start === 0) return 0;
    return this.text[start - 2] === "\r" ? start - 2 : start - 1;
  }

  /** Where the last line above the one of `offset` ends that is not blank, with the blanks behind its text. */
  endOfTextAbove(offset: number): number {
    let at = this.endOfPrevious(offset);
    while (at > 0 && this.text.slice(this.start(at), at).trim() === "") at = this.endOfPrevious(at);
    return at;
  }

  /** The end of the text that stands in front of `offset` on its line or above, blanks left out. */
  beforeBlanks(offset: number): number {
    let at = offset;
    while (at > 0 && (this.text[at - 1] === " " || this.text[at - 1] === "\t")) at--;
    return at;
  }
}
