import { splitDocuments } from "../../engine/yaml/split";
import { tokenize } from "../../engine/yaml/tokens";

export interface Comment {
  /** UTF-16 offset in the file. */
  readonly start: number;
  readonly text: string;
}

/** Every comment of a file, as the lexer sees them: a `#` in a block scalar is none. */
export function commentsOf(text: string): Comment[] {
  const comments: Comment[] = [];
  const look = (value: unknown, by: number): void => {
    if (Array.isArray(value)) for (const item of value) look(item, by);
    else if (typeof value === "object" && value !== null) {
      const { type, offset, source } = value as { type?: unknown; offset?: number; source?: string };
      if (type === "comment") comments.push({ start: (offset ?? 0) + by, text: source ?? "" });
      else for (const part of Object.values(value)) look(part, by);
    }
  };
  for (const slice of splitDocuments(text)) look(tokenize(slice.text).tokens, slice.start);
  return comments;
}
