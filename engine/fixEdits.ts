import type { FixResult } from "./finding";
import { keyOrder } from "./kubernetes/keyOrder";
import { type EditOptions, editDocument } from "./yaml/edit";
import type { PathEdit } from "./yaml/pathEdit";

/** The text edits (offsets of the document) of a fix's path edits, or why they cannot be made without a guess. */
export function fixEdits(edits: readonly PathEdit[], options?: EditOptions): FixResult {
  const document = edits[0]?.at.document;
  return document ? editDocument(document, edits, keyOrder, options) : { edits: [] };
}
