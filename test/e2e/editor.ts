import * as vscode from "vscode";
import { connect, type Ui } from "../vscode/bridge-client.mjs";
import { eventually, ok } from "./assert";

/** Somebody to point and click, where there is a window to do it in; other tests skip. */
export function ui(context: Mocha.Context): Ui {
  const bridge = vscode.workspace.getConfiguration("kubehintTest").get<string>("bridge");
  const connected = connect(bridge);
  if (!connected) return context.skip();
  return connected;
}

/** A place in the workspace: the folder first, then the path in it. */
export function place(path: string): vscode.Uri {
  const [name, ...rest] = path.split("/");
  const folder = vscode.workspace.workspaceFolders?.find((one) => one.name === name);
  ok(folder, `there is no folder ${name}`);
  return vscode.Uri.joinPath(folder.uri, ...rest);
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(place(path)), {
    preview: false,
  });
}

/** A text that was never saved. */
export async function openUntitled(content: string, language = "yaml"): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content, language }));
}

/** The problems of Kubehint as the user reads them: `20:25 privileged-container`, one-based. */
export function problems(uri: vscode.Uri): string[] {
  return diagnostics(uri)
    .sort((one, other) => one.range.start.compareTo(other.range.start))
    .map((one) => `${one.range.start.line + 1}:${one.range.start.character + 1} ${codeOf(one)}`);
}

export function diagnostics(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "kubehint");
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

export async function seeProblems({ document }: vscode.TextEditor, expected: readonly string[]) {
  await eventually(() => problems(document.uri), expected);
}

/** Selects a text, as by dragging over it: the end of the first place where `before` and it stand. */
export function select(editor: vscode.TextEditor, before: string, text: string): void {
  const { start, end } = rangeOf(editor.document, before + text);
  const range = new vscode.Range(start.translate(0, before.length), end);
  editor.selection = new vscode.Selection(range.start, range.end);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenter);
}

export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const at = document.getText().indexOf(text);
  ok(at >= 0, `"${text}" is not in the document`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
}

/** Types over the selection, key by key. */
export async function type(text: string): Promise<void> {
  for (const key of text) await vscode.commands.executeCommand("type", { text: key });
}

/** Changes a file behind the editor's back. */
export async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(place(path), new TextEncoder().encode(text));
}

/** Leaves nothing open and nothing unsaved. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

const settings = [
  "confirmReview",
  "enable",
  "run",
  "profile",
  "rules",
  "severities",
  "exclude",
  "groupMissing",
  "codeLens.enable",
  "statusBar",
];

/** Back to the settings that everybody starts with. */
export async function resetSettings(): Promise<void> {
  const configuration = vscode.workspace.getConfiguration("kubehint");
  for (const setting of settings)
    if (configuration.inspect(setting)?.workspaceValue !== undefined)
      await configuration.update(setting, undefined, vscode.ConfigurationTarget.Workspace);
}

export async function set(setting: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration("kubehint")
    .update(setting, value, vscode.ConfigurationTarget.Workspace);
}
