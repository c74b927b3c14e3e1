import type { YamlDocument } from "./document";
import type { PlainMap } from "./pathEdit";
import { printRoot } from "./print";
import type { TextEdit } from "./span";

/** What has to be known of a document to write another one behind it, once its text and tree are gone. */
export interface DocumentEnd {
  /** Length of its text. */
  readonly length: number;
  /** Its first line break; CR also where it ends with one. */
  readonly eol: string;
  /** Its last line has a line break. */
  readonly endsLine: boolean;
  /** JSON, which holds one value. */
  readonly json: boolean;
  /** It can be read to its end. */
  readonly valid: boolean;
}

export function endOfDocument(document: YamlDocument): DocumentEnd {
  const { eol, json } = document.style();
  const { text } = document;
  const valid = document.problems.length === 0;
  return {
    length: text.length,
    eol: text.endsWith("\r") ? "\r" : eol,
    json,
    valid,
    endsLine: text === "" || /[\r\n]$/.test(text),
  };
}

/** The edit that writes a document behind another, in offsets of that one. */
export function documentBehind(
  { length, eol, endsLine, json, valid }: DocumentEnd,
  value: PlainMap,
): { readonly edits: readonly TextEdit[] } | { readonly refused: string } {
  if (!valid) return { refused: "the document is not valid YAML" };
  if (json) return { refused: "the file is JSON" };
  // kubectl looks for the separator behind LF only, and would read what stands behind one that follows another break.
  if (eol === "\r") return { refused: "its lines end with CR, where kubectl begins no document" };
  const printed = printRoot(value, false, { eol, step: 2, sequenceStep: 2, json: false });
  const text = endsLine ? `---${eol}${printed}${eol}` : `${eol}---${eol}${printed}`;
  return { edits: [{ start: length, end: length, text }] };
}
