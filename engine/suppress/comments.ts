import { normalizeBreaks } from "../yaml/lines";
import { tokenize } from "../yaml/tokens";

/** A comment as it is written, from its `#` to the end of the line. */
export interface Comment {
  /** Offset in the document's text. */
  readonly start: number;
  readonly text: string;
  /** Nothing but blanks stands before it on its line. */
  readonly ownLine: boolean;
}

/** The comments of a document in the order of the text: a `#` within a text is none. */
export function commentsOf(documentText: string): Comment[] {
  const text = normalizeBreaks(documentText);
  const found: Comment[] = [];
  const take = (start: number, comment: string) => {
    const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
    found.push({ start, text: comment, ownLine: before.trim() === "" });
  };
  collect(tokenize(text).tokens, take);
  return found.sort((a, b) => a.start - b.start);
}

/** The parts of a token that hold others: https://eemeli.org/yaml/#parser, "CST.Token". */
const parts = ["start", "items", "key", "sep", "value", "props", "end"] as const;

function collect(value: unknown, take: (start: number, text: string) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, take);
    return;
  }
  const token: Readonly<Record<string, unknown>> = { ...value };
  if (token.type === "comment") {
    if (typeof token.offset === "number" && typeof token.source === "string")
      take(token.offset, token.source);
    return;
  }
  for (const part of parts) collect(token[part], take);
}
