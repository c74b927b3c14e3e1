import {
  commands,
  Disposable,
  type WorkspaceEdit as Edit,
  EventEmitter,
  ProgressLocation,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { type FixedFile, type FixWorkspaceParams, methods } from "../../server/protocol";
import { rangeOf } from "../ranges";
import { type Group, groupFindings } from "../views/grouping";
import type { Results } from "../views/results";
import { count } from "./scanTexts";

/** The scheme of files as they would be after fixes. */
const fixedScheme = "kubehint-fixed";

/** Fixes in all files of the workspace, shown as differences before anything is changed. */
export function fixWorkspaceCommands(client: BaseLanguageClient, results: Results): Disposable {
  const preview = new FixPreview();
  const run = (what: string, params: FixWorkspaceParams) => propose(client, results, preview, what, params);
  return Disposable.from(
    preview,
    commands.registerCommand("kubehint.applyFixes", () => preview.apply()),
    commands.registerCommand("kubehint.fixWorkspace", () => run("All safe fixes", { include: "safe" })),
    commands.registerCommand("kubehint.fixRuleInWorkspace", async (node?: Group) => {
      const rule = node?.by === "rule" ? node.findings[0] : await pickRule(results);
      if (rule) await run(`Fixes of "${rule.title}"`, { rule: rule.rule, include: "review" });
    }),
  );
}

async function propose(
  client: BaseLanguageClient,
  results: Results,
  preview: FixPreview,
  what: string,
  params: FixWorkspaceParams,
): Promise<void> {
  // What is to be fixed is what was found.
  if (results.state === "none") await commands.executeCommand("kubehint.scanWorkspace");
  const files = await window.withProgress(
    { location: ProgressLocation.Notification, title: `Kubehint: ${what}`, cancellable: true },
    (_, token) => client.sendRequest<FixedFile[]>(methods.fixWorkspace, params, token),
  );
  if (files.length === 0) {
    window.showInformationMessage("There is nothing that Kubehint can fix.");
    return;
  }
  const fixes = files.reduce((sum, file) => sum + file.fixes, 0);
  const amount = `${count(fixes, "fix", "fixes")} in ${count(files.length, "file")}`;
  await preview.show(`${what}: ${amount}`, files);
  if (await preview.answer(`${what}: ${amount}. Nothing is changed until you apply them.`))
    await applyFixes(files);
  await preview.close();
}

/** One edit, which is one step to undo. A file that has changed since is left alone, and that is said. */
async function applyFixes(files: readonly FixedFile[]): Promise<void> {
  const edit: Edit = new WorkspaceEdit();
  let changed = 0;
  for (const { uri, before, edits } of files) {
    const document = await workspace.openTextDocument(Uri.parse(uri));
    if (document.getText() !== before) {
      changed++;
      continue;
    }
    for (const { range, newText } of edits) edit.replace(document.uri, rangeOf(range), newText);
  }
  // Files that were not open are saved, as after any other refactoring.
  if (edit.size > 0 && !(await workspace.applyEdit(edit, { isRefactoring: true })))
    window.showWarningMessage("The editor did not take the changes.");
  if (changed > 0)
    window.showWarningMessage(
      `${count(changed, "file")} changed in the meantime and ${changed === 1 ? "was" : "were"} left alone.`,
    );
}

async function pickRule(results: Results): Promise<{ rule: string; title: string } | undefined> {
  const items = groupFindings(results.all, "rule")
    .filter(({ findings }) => findings.some(({ fix }) => fix !== null))
    .map(({ findings }) => ({
      label: findings[0].title,
      description: count(findings.length, "finding"),
      rule: findings[0].rule,
      title: findings[0].title,
    }));
  if (items.length === 0) {
    window.showInformationMessage("Scan the workspace first: there is nothing to fix yet.");
    return undefined;
  }
  return window.showQuickPick(items, { title: "Fix All of a Rule in Workspace", placeHolder: "Rule" });
}

/** Shows files beside what they would be, in the editor for several differences. */
class FixPreview implements Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changes = new EventEmitter<Uri>();
  private title = "";
  /** Answers the question that is open, if there is one. */
  private settle: (apply: boolean) => void = () => {};
  private readonly provider = workspace.registerTextDocumentContentProvider(fixedScheme, {
    onDidChange: this.changes.event,
    provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? "",
  });

  dispose(): void {
    this.provider.dispose();
    this.changes.dispose();
  }

  async show(title: string, files: readonly FixedFile[]): Promise<void> {
    this.title = title;
    this.texts.clear();
    const pairs = files.map(({ uri, after }) => {
      const original = Uri.parse(uri);
      const fixed = original.with({ scheme: fixedScheme, query: original.scheme });
      this.texts.set(fixed.toString(), after);
      this.changes.fire(fixed);
      return [original, original, fixed] as const;
    });
    await commands.executeCommand("vscode.changes", title, pairs);
  }

  /** True once somebody wants the fixes: by the message, or, when that is gone, by the button above the differences. */
  async answer(message: string): Promise<boolean> {
    this.settle(false);
    await commands.executeCommand("setContext", "kubehint.previewsFixes", true);
    const { title } = this;
    let closing: Disposable | undefined;
    const answer = await new Promise<boolean>((resolve) => {
      this.settle = resolve;
      closing = window.tabGroups.onDidChangeTabs(({ closed }) => {
        if (closed.some(({ label }) => label.startsWith(title))) resolve(false);
      });
      window.showInformationMessage(message, "Apply", "Discard").then((chosen) => {
        if (chosen !== undefined) resolve(chosen === "Apply");
      });
    });
    closing?.dispose();
    return answer;
  }

  apply(): void {
    this.settle(true);
  }

  /** The differences are of no use once they are applied or discarded. */
  async close(): Promise<void> {
    const { title } = this;
    this.settle = () => {};
    await commands.executeCommand("setContext", "kubehint.previewsFixes", false);
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    // The editor adds the number of files.
    await window.tabGroups.close(tabs.filter(({ label }) => label.startsWith(title)));
    this.texts.clear();
  }
}
