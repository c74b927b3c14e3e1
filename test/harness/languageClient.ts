import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import {
  type ApplyWorkspaceEditParams,
  ApplyWorkspaceEditRequest,
  CancellationTokenSource,
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeLens,
  CodeLensRefreshRequest,
  CodeLensRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  type FileChangeType,
  type FullDocumentDiagnosticReport,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import type { Rule } from "../../engine/rule";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import {
  type FileParams,
  methods,
  type RenderedTemplate,
  type RenderedTemplateParams,
  type ResultsChanged,
  type ScanProgress,
  type ScanSummary,
  type TemplateSource,
  type TemplateSourceParams,
} from "../../server/protocol";
import { startServer } from "../../server/start";
import { unwatched, type Watch } from "../../server/watch";
import type { FileSystem } from "../../workspace/fileSystem";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";

export interface ClientOptions {
  /** Paths of the workspace folders. */
  readonly folders?: readonly string[];
  /** The settings under `kubehint`, by the path of the folder asked for. */
  readonly settings?: (folder: string | undefined) => unknown;
  /** Replaces what this client can do. */
  readonly capabilities?: ClientCapabilities;
  readonly options?: object;
  /** Rules of the server beside its own. */
  readonly rules?: readonly Rule[];
  /** Answers a server that reads no files itself, as one in a browser does not. Paths are those of the disk. */
  readonly reads?: Pick<FileSystem, "readFile" | "readDirectory" | "stat">;
  /** Is told what the server works on. */
  readonly watch?: Watch;
}

/** What VS Code can do, as far as the server looks. */
export const fullCapabilities: ClientCapabilities = {
  textDocument: {
    diagnostic: {
      relatedInformation: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    publishDiagnostics: { relatedInformation: true },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [""] } },
      dataSupport: true,
      disabledSupport: true,
      isPreferredSupport: true,
      resolveSupport: { properties: ["edit"] },
    },
  },
  workspace: {
    applyEdit: true,
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      changeAnnotationSupport: {},
      resourceOperations: ["create", "rename", "delete"],
    },
  },
};

/** Starts the real server in this process and speaks to it over a pair of streams, as an editor would. */
export async function startClient(options: ClientOptions = {}): Promise<LanguageClient> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  startServer(
    createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)),
    {
      watch: options.watch ?? unwatched,
      files: options.reads ? undefined : nodeFileSystem(),
      loadProse: async () => ruleDocs,
    },
    [...rules, ...(options.rules ?? [])],
  );
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const client = new LanguageClient(connection, options);
  await client.initialize();
  return client;
}

/** An editor without a screen: holds texts, applies edits, and remembers what the server said. */
export class LanguageClient {
  /** What is published for files, by URI. */
  readonly published = new Map<string, Diagnostic[]>();
  readonly publishedVersions = new Map<string, number | undefined>();
  readonly results: ResultsChanged[] = [];
  readonly progress: ScanProgress[] = [];
  readonly logged: string[] = [];
  readonly messages: string[] = [];
  readonly edits: ApplyWorkspaceEditParams[] = [];
  refreshes = 0;
  settings: (folder: string | undefined) => unknown;
  initialized: InitializeResult | undefined;
  private readonly texts = new Map<string, TextDocument>();
  /** The last answer about each open text. */
  private readonly reports = new Map<string, FullDocumentDiagnosticReport>();

  constructor(
    readonly connection: ProtocolConnection,
    private readonly options: ClientOptions,
  ) {
    this.settings = options.settings ?? (() => ({}));
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => this.settings(scopeUri && URI.parse(scopeUri).fsPath)),
    );
    connection.onRequest(RegistrationRequest.type, () => undefined);
    connection.onRequest(DiagnosticRefreshRequest.type, () => {
      this.refreshes++;
    });
    connection.onRequest(CodeLensRefreshRequest.type, () => undefined);
    connection.onRequest(ApplyWorkspaceEditRequest.type, (params) => {
      this.edits.push(params);
      this.apply(params.edit);
      return { applied: true };
    });
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics, version }) => {
      this.published.set(uri, diagnostics);
      this.publishedVersions.set(uri, version);
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => void this.logged.push(message));
    connection.onNotification(
      ShowMessageNotification.type,
      ({ message }) => void this.messages.push(message),
    );
    connection.onNotification(
      methods.resultsChanged,
      (params: ResultsChanged) => void this.results.push(params),
    );
    connection.onNotification(
      methods.scanProgress,
      (params: ScanProgress) => void this.progress.push(params),
    );
    const { reads } = options;
    if (reads) {
      const path = ({ uri }: FileParams) => URI.parse(uri).fsPath;
      connection.onRequest(methods.readFile, (file: FileParams) => reads.readFile(path(file)));
      connection.onRequest(methods.readDirectory, (file: FileParams) => reads.readDirectory(path(file)));
      connection.onRequest(methods.stat, (file: FileParams) => reads.stat(path(file)));
    }
    connection.listen();
  }

  async initialize(): Promise<void> {
    const folders =
      this.options.folders?.map((path) => ({ uri: URI.file(path).toString(), name: path })) ?? null;
    this.initialized = await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: this.options.capabilities ?? fullCapabilities,
      workspaceFolders: folders,
      initializationOptions: {
        rulePages: "https://rules.example/",
        commands: true,
        files: this.options.reads !== undefined,
        ...this.options.options,
      },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
  }

  /** Opens a text and gives its URI back. */
  async open(text: string, uri = "untitled:manifest.yaml", languageId = "yaml"): Promise<string> {
    this.texts.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    return uri;
  }

  /** Changes of the text, in one message: each is about the text that those before it leave. Offsets are UTF-16. */
  async change(
    uri: string,
    changes: readonly { readonly start: number; readonly end: number; readonly text: string }[],
  ): Promise<void> {
    let document = this.document(uri);
    const version = document.version + 1;
    const contentChanges = changes.map(({ start, end, text }) => {
      const change = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
      document = TextDocument.update(document, [change], version);
      return change;
    });
    this.texts.set(uri, document);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  /** Replaces the first occurrence of `from`, as typing would. */
  async type(uri: string, from: string, to: string): Promise<void> {
    const document = this.document(uri);
    const start = document.getText().indexOf(from);
    assert.ok(start >= 0, `no ${JSON.stringify(from)} in the text`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const version = document.version + 1;
    const contentChanges = [{ range, text: to }];
    this.texts.set(uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  async save(uri: string): Promise<void> {
    await this.connection.sendNotification(DidSaveTextDocumentNotification.type, { textDocument: { uri } });
  }

  async close(uri: string): Promise<void> {
    this.texts.delete(uri);
    this.reports.delete(uri);
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  text(uri: string): string {
    return this.document(uri).getText();
  }

  report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
      ...(previousResultId !== undefined && { previousResultId }),
    });
  }

  /** As an editor asks: it says which answer it has, and keeps that where the server says that it holds. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const last = this.reports.get(uri);
    const report = await this.report(uri, last?.resultId);
    if (report.kind === "unchanged") return last?.items ?? assert.fail("unchanged, without an answer before");
    if (this.texts.has(uri)) this.reports.set(uri, report);
    return report.items;
  }

  /** `code@line:column` of every diagnostic, one-based lines. */
  async problems(uri: string): Promise<string[]> {
    const found = await this.diagnostics(uri);
    return found.map(({ code, range }) => `${code}@${range.start.line + 1}:${range.start.character}`);
  }

  async hover(uri: string, at: string, offset = 1): Promise<string> {
    const document = this.document(uri);
    const found = document.getText().indexOf(at);
    assert.ok(found >= 0, `no ${JSON.stringify(at)} in the text`);
    const hover: Hover | null = await this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri },
      position: document.positionAt(found + offset),
    });
    const contents = hover?.contents;
    return typeof contents === "object" && "value" in contents ? contents.value : "";
  }

  async actions(uri: string, at: string, only?: string[]): Promise<CodeAction[]> {
    const document = this.document(uri);
    const offset = document.getText().indexOf(at);
    assert.ok(offset >= 0, `no ${JSON.stringify(at)} in the text`);
    const position = document.positionAt(offset);
    const range: Range = { start: position, end: position };
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range,
      context: { diagnostics: [], ...(only && { only }) },
    });
    return (answer ?? []).filter((one): one is CodeAction => !("arguments" in one));
  }

  /** Resolves an action and applies its edit. */
  async run(action: CodeAction): Promise<WorkspaceEdit> {
    const resolved = action.edit
      ? action
      : await this.connection.sendRequest(CodeActionResolveRequest.type, action);
    assert.ok(resolved.edit, "the action has no edit");
    this.apply(resolved.edit);
    return resolved.edit;
  }

  async lenses(uri: string): Promise<CodeLens[]> {
    return (await this.connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } })) ?? [];
  }

  async command(command: string, argument: unknown): Promise<unknown> {
    return this.connection.sendRequest(ExecuteCommandRequest.type, {
      command,
      arguments: [JSON.parse(JSON.stringify(argument))],
    });
  }

  /** What a template is rendered as; `at` is a text in it whose place in the rendered one is asked for. */
  async rendered(uri: string, environment?: string, at = ""): Promise<RenderedTemplate | null> {
    const document = this.document(uri);
    const params: RenderedTemplateParams = {
      uri,
      ...(environment !== undefined && { environment }),
      position: document.positionAt(document.getText().indexOf(at)),
    };
    return this.connection.sendRequest(methods.renderedTemplate, params);
  }

  async templateSource(params: TemplateSourceParams): Promise<TemplateSource | null> {
    return this.connection.sendRequest(methods.templateSource, params);
  }

  scan(token = new CancellationTokenSource().token): Promise<ScanSummary> {
    return this.connection.sendRequest<ScanSummary>(methods.scan, {}, token);
  }

  async fileChanged(path: string, type: FileChangeType): Promise<void> {
    const uri = URI.file(path).toString();
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, {
      changes: [{ uri, type }],
    });
  }

  async removeFolder(path: string): Promise<void> {
    await this.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: [], removed: [{ uri: URI.file(path).toString(), name: path }] },
    });
  }

  async changeSettings(settings: object): Promise<void> {
    this.settings = () => settings;
    await this.connection.sendNotification(DidChangeConfigurationNotification.type, {
      settings: { kubehint: settings },
    });
  }

  /** The codes that are published for a file. */
  publishedCodes(path: string): string[] {
    return (this.published.get(URI.file(path).toString()) ?? []).map(({ code }) => String(code));
  }

  /** The results view as a client builds it: file -> rules. */
  tree(): Record<string, string[]> {
    const files = new Map<string, string[]>();
    for (const change of this.results) {
      if (change.reset) files.clear();
      for (const { uri, findings } of change.files) {
        const name = uri.split("/").at(-1) ?? uri;
        if (findings.length === 0) files.delete(name);
        else
          files.set(
            name,
            findings.map(({ rule }) => rule),
          );
      }
    }
    return Object.fromEntries([...files].sort());
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest(ShutdownRequest.type);
    this.connection.dispose();
  }

  /** Applies an edit to the texts, as long as it is for the version that is there. */
  private apply(edit: WorkspaceEdit): void {
    for (const change of edit.documentChanges ?? []) {
      if (!("textDocument" in change)) continue;
      const { uri, version } = change.textDocument;
      // What is not open is edited as it is on disk, or as the new file that the edit makes first.
      const document = this.texts.get(uri) ?? TextDocument.create(uri, "yaml", 0, textOnDisk(uri));
      if (version !== null) assert.equal(version, document.version, "an edit for another version");
      const edits = change.edits.flatMap((one) => ("newText" in one ? [one] : []));
      this.texts.set(
        uri,
        TextDocument.create(
          uri,
          document.languageId,
          document.version,
          TextDocument.applyEdits(document, edits),
        ),
      );
    }
    for (const [uri, edits] of Object.entries(edit.changes ?? {})) {
      const document = this.document(uri);
      this.texts.set(
        uri,
        TextDocument.create(
          uri,
          document.languageId,
          document.version,
          TextDocument.applyEdits(document, edits),
        ),
      );
    }
  }

  private document(uri: string): TextDocument {
    return this.texts.get(uri) ?? assert.fail(`${uri} is not open`);
  }
}

function textOnDisk(uri: string): string {
  const path = URI.parse(uri).fsPath;
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** Waits until something is so, for what the server does by itself. */
export async function until(what: string, isSo: () => boolean, milliseconds = 5000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    assert.ok(Date.now() < end, `still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
