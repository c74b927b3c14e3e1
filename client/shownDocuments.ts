import { type TextDocument, workspace } from "vscode";
import {
  type BaseLanguageClient,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type Middleware,
} from "vscode-languageclient";
import { isUserText } from "./documents";

/**
 * Makes "open", for the server, mean that the user has the document before them. VS Code keeps a document open for
 * minutes after its tab is gone when any extension has asked for it, but shows no diagnostics for it then; the server
 * has to know, because it publishes those of files that are not open.
 */
export class ShownDocuments {
  /** Open in VS Code, and closed for the server. */
  private readonly hidden = new Set<string>();
  /** What is on its way to the server, by URI. */
  private readonly opening = new Map<string, Promise<void>>();
  private client: BaseLanguageClient | undefined;

  /** To be called before the client starts, so that a document is opened before anything is asked about it. */
  follow(client: BaseLanguageClient): void {
    this.client = client;
    const { visibleDocuments } = client;
    visibleDocuments.onOpen((uris) => this.each(uris, (document) => this.open(document)));
    visibleDocuments.onClose((uris) => this.each(uris, (document) => this.close(document)));
  }

  /** Resolves when the server knows of the document. */
  async opened({ uri }: TextDocument): Promise<void> {
    await this.opening.get(uri.toString());
  }

  readonly middleware: Middleware = {
    didOpen: async (document, next) => {
      if (!isUserText(document.uri)) return;
      if (this.client?.visibleDocuments.isVisible(document)) await next(document);
      else this.hidden.add(document.uri.toString());
    },
    didChange: async (event, next) => {
      if (this.isSynchronized(event.document)) await next(event);
    },
    didSave: async (document, next) => {
      if (this.isSynchronized(document)) await next(document);
    },
    didClose: async (document, next) => {
      if (this.isSynchronized(document)) await next(document);
      else this.hidden.delete(document.uri.toString());
    },
  };

  private isSynchronized({ uri }: TextDocument): boolean {
    return isUserText(uri) && !this.hidden.has(uri.toString());
  }

  private async open(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!this.hidden.delete(key)) return;
    const feature = this.client?.getFeature(DidOpenTextDocumentNotification.method);
    const opening = feature?.getProvider(document)?.send(document) ?? Promise.resolve();
    this.opening.set(key, opening);
    await opening;
    this.opening.delete(key);
  }

  private async close(document: TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (this.hidden.has(key)) return;
    const feature = this.client?.getFeature(DidCloseTextDocumentNotification.method);
    const closing = feature?.getProvider(document)?.send(document);
    this.hidden.add(key);
    await closing;
  }

  private each(
    uris: ReadonlySet<{ toString(): string }>,
    act: (document: TextDocument) => Promise<void>,
  ): void {
    const keys = new Set([...uris].map((uri) => uri.toString()));
    for (const document of workspace.textDocuments)
      if (keys.has(document.uri.toString()) && isUserText(document.uri))
        act(document).catch((error) => this.client?.error("Synchronizing a document failed", error, false));
  }
}
