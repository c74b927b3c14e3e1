import {
  commands,
  Disposable,
  type FileSystemWatcher,
  type Location,
  languages,
  type Position,
  Range,
  type TextEditor,
  TextEditorRevealType,
  type Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { methods, type TemplateSource, type TemplateSourceParams } from "../../server/protocol";
import { inTemplateContext } from "./inTemplate";
import { renderedScheme, renderedUri, shownIn } from "./links";
import { locationOf, RenderedDocuments } from "./renderedDocuments";

/** What templates of charts are rendered as, beside the template, with the way back to it. */
export function renderedTemplates(client: BaseLanguageClient, watcher: FileSystemWatcher): Disposable {
  const documents = new RenderedDocuments(client, watcher);
  return Disposable.from(
    documents,
    inTemplateContext(),
    commands.registerCommand("kubehint.showRenderedTemplate", () => showRendered(documents)),
    commands.registerCommand("kubehint.chooseRenderedValues", () => chooseValues(documents)),
    commands.registerCommand("kubehint.showTemplateSource", () => showSource(client)),
    languages.registerDefinitionProvider(
      { scheme: renderedScheme },
      { provideDefinition: ({ uri }, position) => sourceOf(client, uri, position) },
    ),
  );
}

async function showRendered(documents: RenderedDocuments): Promise<void> {
  const editor = window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  const rendered = await documents.ask({ uri: document.uri.toString(), position: { line, character } });
  if (!rendered) {
    window.showInformationMessage(
      "Kubehint renders templates of Helm charts that it checks: this file is none.",
    );
    return;
  }
  const shown = await show(
    renderedUri({ template: document.uri, environment: rendered.environment }),
    ViewColumn.Beside,
    true,
  );
  reveal(shown, rendered.shows.line);
}

async function chooseValues(documents: RenderedDocuments): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== renderedScheme) return;
  const { template, environment } = shownIn(editor.document.uri);
  const rendered = await documents.ask({ uri: template.toString(), environment });
  if (!rendered) {
    window.showInformationMessage(`Open ${workspace.asRelativePath(template)} first.`);
    return;
  }
  const picked = await window.showQuickPick(
    rendered.environments.map((label) => ({
      label,
      ...(label === environment && { description: "shown now" }),
    })),
    { title: "Values to render with" },
  );
  if (picked)
    await show(
      renderedUri({ template, environment: picked.label }),
      editor.viewColumn ?? ViewColumn.Active,
      false,
    );
}

async function showSource(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor?.document.uri.scheme !== renderedScheme) return;
  const { uri } = editor.document;
  const source = await sourceOf(client, uri, editor.selection.active);
  const { template } = shownIn(uri);
  await window.showTextDocument(source?.uri ?? template, {
    ...(source && { selection: source.range }),
    viewColumn: columnOf(source?.uri ?? template) ?? ViewColumn.One,
  });
}

/** The column that a document is shown in. */
function columnOf(uri: Uri): ViewColumn | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString())
    ?.viewColumn;
}

async function sourceOf(
  client: BaseLanguageClient,
  rendered: Uri,
  { line, character }: Position,
): Promise<Location | undefined> {
  const { template, environment } = shownIn(rendered);
  const params: TemplateSourceParams = {
    uri: template.toString(),
    environment,
    position: { line, character },
  };
  const source = await client.sendRequest<TemplateSource | null>(methods.templateSource, params);
  return source ? locationOf(source) : undefined;
}

async function show(uri: Uri, viewColumn: ViewColumn, preserveFocus: boolean): Promise<TextEditor> {
  return window.showTextDocument(await workspace.openTextDocument(uri), {
    viewColumn,
    preserveFocus,
    preview: true,
  });
}

function reveal(editor: TextEditor, line: number): void {
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenterIfOutsideViewport);
}
