import { commands, type Disposable, type TextEditor, type Uri, window, workspace } from "vscode";
import { isUserText } from "../documents";

/** Keeps the context `kubehint.inTemplate`: whether the active editor shows a template of a chart. */
export function inTemplateContext(): Disposable {
  let asked = 0;
  const look = async (editor: TextEditor | undefined): Promise<void> => {
    const mine = ++asked;
    const answer = editor !== undefined && (await isTemplate(editor.document.uri));
    // The user may have gone on to another editor meanwhile.
    if (mine === asked) await commands.executeCommand("setContext", "kubehint.inTemplate", answer);
  };
  look(window.activeTextEditor);
  return window.onDidChangeActiveTextEditor(look);
}

/** Partials are left out: they render nothing by themselves. */
async function isTemplate(uri: Uri): Promise<boolean> {
  const folder = /^(.*)\/templates\/(?:.*\/)?[^_/][^/]*\.(?:yaml|yml|tpl|json)$/.exec(uri.path)?.[1];
  if (folder === undefined || !isUserText(uri)) return false;
  return workspace.fs.stat(uri.with({ path: `${folder}/Chart.yaml` })).then(
    () => true,
    () => false,
  );
}
