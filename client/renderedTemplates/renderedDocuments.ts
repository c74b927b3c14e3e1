import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  EventEmitter,
  type FileSystemWatcher,
  Location,
  languages,
  Range,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  diagnosticCodes,
  methods,
  type RenderedTemplate,
  type RenderedTemplateParams,
  type TemplateSource,
} from "../../server/protocol";
import { rangeOf } from "../ranges";
import { renderedScheme, shownIn } from "./links";

/** Milliseconds that typing must rest before what is shown is rendered again. */
const pause = 100;

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const;

/** The texts of rendered documents, and the findings in them. They follow what is typed in any file. */
export class RenderedDocuments implements TextDocumentContentProvider, Disposable {
  private readonly changed = new EventEmitter<Uri>();
  readonly onDidChange = this.changed.event;
  private readonly diagnostics = languages.createDiagnosticCollection(renderedScheme);
  /** By the URI of the rendered document. */
  private readonly texts = new Map<string, string>();
  private readonly subscriptions: Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: BaseLanguageClient,
    watcher: FileSystemWatcher,
  ) {
    const later = () => this.later();
    this.subscriptions = Disposable.from(
      workspace.registerTextDocumentContentProvider(renderedScheme, this),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.scheme !== renderedScheme) this.later();
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === renderedScheme) this.forget(uri);
      }),
      // A template that is closed is rendered no more, and one that is opened is again.
      workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme !== renderedScheme) this.later();
      }),
      watcher.onDidChange(later),
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
    );
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    await this.update(uri);
    return this.texts.get(uri.toString()) ?? "";
  }

  /** What a template is rendered as; `null` for what is no template that is open. */
  ask(params: RenderedTemplateParams): Promise<RenderedTemplate | null> {
    return this.client.sendRequest<RenderedTemplate | null>(methods.renderedTemplate, params);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
    this.diagnostics.dispose();
    this.changed.dispose();
  }

  private later(): void {
    if (this.texts.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      for (const key of [...this.texts.keys()]) this.refresh(Uri.parse(key));
    }, pause);
  }

  private async refresh(uri: Uri): Promise<void> {
    const before = this.texts.get(uri.toString());
    await this.update(uri);
    if (this.texts.get(uri.toString()) !== before) this.changed.fire(uri);
  }

  private async update(uri: Uri): Promise<void> {
    const { template, environment } = shownIn(uri);
    const name = workspace.asRelativePath(template);
    let rendered: RenderedTemplate | null;
    try {
      rendered = await this.ask({ uri: template.toString(), environment });
    } catch (error) {
      this.client.error(`Rendering ${name} failed`, error, false);
      return;
    }
    const key = uri.toString();
    if (!rendered) {
      // What was shown last stays while its template is closed.
      if (!this.texts.has(key)) this.texts.set(key, `# Open ${name} to see what it renders.\n`);
      return;
    }
    const { text } = rendered;
    this.texts.set(
      key,
      text ?? `# With ${environment} Helm does not render ${name}: see the problems of the chart.\n`,
    );
    const found = rendered.findings.map(diagnosticOf);
    this.diagnostics.set(uri, text === null || rendered.whole ? found : [incomplete(environment), ...found]);
  }

  private forget(uri: Uri): void {
    this.texts.delete(uri.toString());
    this.diagnostics.delete(uri);
  }
}

function incomplete(environment: string): Diagnostic {
  const diagnostic = new Diagnostic(
    new Range(0, 0, 0, 1),
    `Helm refuses the chart with ${environment}: this is as far as it renders, without what fails`,
    DiagnosticSeverity.Warning,
  );
  diagnostic.source = "kubehint";
  diagnostic.code = diagnosticCodes.chart;
  return diagnostic;
}

function diagnosticOf({
  rule,
  severity,
  message,
  range,
  source,
}: RenderedTemplate["findings"][number]): Diagnostic {
  const diagnostic = new Diagnostic(rangeOf(range), message, severities[severity]);
  diagnostic.source = "kubehint";
  diagnostic.code = rule;
  if (source)
    diagnostic.relatedInformation = [
      new DiagnosticRelatedInformation(locationOf(source), "rendered from here"),
    ];
  return diagnostic;
}

export function locationOf({ uri, range }: TemplateSource): Location {
  return new Location(Uri.parse(uri), rangeOf(range));
}
