import {
  type Position,
  TextDocument,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-textdocument";
import { normalizeUri } from "./uris";

/** A text as it is in the editor at one moment. A value. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  /** The text when it was last saved; when it was opened, for one that never was. */
  readonly savedText: string;
}

/**
 * The texts that are open in the editor. Whatever a client sends, it stays true to the newest version: older versions
 * and changes of texts that are not open are ignored.
 */
export class OpenDocuments {
  private readonly documents = new Map<string, { mirror: TextDocument; document: OpenDocument }>();

  get(uri: string): OpenDocument | undefined {
    return this.documents.get(normalizeUri(uri))?.document;
  }

  all(): OpenDocument[] {
    return [...this.documents.values()].map(({ document }) => document);
  }

  /** `undefined` for a message without a text. */
  open(item: {
    readonly uri: string;
    readonly languageId: string;
    readonly version: number;
    readonly text: unknown;
  }): OpenDocument | undefined {
    const { uri, languageId, version, text } = item;
    if (typeof uri !== "string" || typeof text !== "string") return undefined;
    const document = { uri, languageId, version, text, savedText: text };
    this.documents.set(normalizeUri(uri), {
      mirror: TextDocument.create(uri, languageId, version, text),
      document,
    });
    return document;
  }

  /** `undefined` where the change is ignored. */
  change(
    uri: string,
    version: number,
    changes: readonly TextDocumentContentChangeEvent[],
  ): OpenDocument | undefined {
    const known = this.documents.get(normalizeUri(uri));
    if (!known || version <= known.document.version) return undefined;
    known.mirror = updated(known.mirror, changes, version);
    known.document = { ...known.document, version, text: known.mirror.getText() };
    return known.document;
  }

  save(uri: string): OpenDocument | undefined {
    const known = this.documents.get(normalizeUri(uri));
    if (!known) return undefined;
    known.document = { ...known.document, savedText: known.document.text };
    return known.document;
  }

  close(uri: string): boolean {
    return this.documents.delete(normalizeUri(uri));
  }
}

/**
 * Lines behind the last one stand for the end of the text. The library keeps the offsets of lines over an edit, and would
 * keep wrong ones of an edit that names lines which are not there: each position would be another one from then on.
 */
function updated(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): TextDocument {
  let mirror = document;
  for (const change of changes) {
    const within = (position: Position): Position =>
      position.line < mirror.lineCount ? position : mirror.positionAt(mirror.getText().length);
    const meant =
      "range" in change
        ? { range: { start: within(change.range.start), end: within(change.range.end) }, text: change.text }
        : change;
    mirror = TextDocument.update(mirror, [meant], version);
  }
  return mirror;
}
