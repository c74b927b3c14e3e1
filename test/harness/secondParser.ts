import { parseAllDocuments, visit } from "yaml";
import type { Json } from "./toJson";

/** What `yaml` makes of a text by itself, nothing of our tree being asked. */
export interface SecondReading {
  readonly values: readonly Json[];
  readonly comments: readonly string[];
}

/** Beyond this the composer is slow, and its results are no surer. */
const longest = 200_000;

/** `undefined` for what it has something against: tabs, keys that come twice, aliases that multiply. */
export function secondReading(text: string): SecondReading | undefined {
  if (text.length > longest) return undefined;
  try {
    const documents = parseAllDocuments(text, { logLevel: "silent" });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    const comments: string[] = [];
    const note = (comment: string | null | undefined) => {
      for (const line of comment?.split("\n") ?? []) if (line.trim() !== "") comments.push(line.trim());
    };
    for (const document of documents) {
      note(document.commentBefore);
      note(document.comment);
      visit(document, (_, node) => {
        if (typeof node !== "object" || node === null) return;
        if ("commentBefore" in node) note(node.commentBefore as string | null | undefined);
        if ("comment" in node) note(node.comment as string | null | undefined);
      });
    }
    return { values: documents.map((document) => (document.toJS() ?? null) as Json), comments };
  } catch {
    return undefined;
  }
}
