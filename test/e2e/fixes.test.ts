import * as vscode from "vscode";
import { equal, eventually, match, ok } from "./assert";
import { closeAll, open, place, rangeOf, resetSettings, seeProblems, set, ui, write } from "./editor";

async function actions({ document }: vscode.TextEditor, text: string, kind = vscode.CodeActionKind.QuickFix) {
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    rangeOf(document, text),
    kind.value,
    50,
  );
  return found.filter(({ title, edit, command }) => title && (edit || command));
}

describe("Fixes", () => {
  afterEach(async () => {
    await closeAll();
    await resetSettings();
  });

  it("change the value and nothing else, in one step that undo takes back", async () => {
    await set("confirmReview", false);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const before = editor.document.getText();
    const [fix] = await actions(editor, "true # for");
    ok(fix?.edit, "there is a fix");
    equal(fix.title, "Set privileged to false (needs review)");
    equal(await vscode.workspace.applyEdit(fix.edit), true);
    equal(editor.document.getText(), before.replace("privileged: true", "privileged: false"));
    await seeProblems(editor, []);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
    await seeProblems(editor, ["20:25 privileged-container"]);
  });

  it("are taken from the menu; one that needs review is shown first", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const titles = await window<string[]>("openQuickFix", { text: "privileged:" });
    equal(titles, [
      "Set privileged to false (needs review)",
      "Ignore privileged-container…",
      "Explain: Privileged container",
      'Harden container "web" to restricted (needs review)',
      'Harden Deployment "web" to restricted (needs review)',
      "Harden this file to restricted (needs review)",
    ]);
    await window("applyQuickFix", { title: "Set privileged to false" });
    await window("applyRefactoring");
    await seeProblems(editor, []);
    match(editor.document.getText(), /privileged: false # for the sound card\n/);
    await window("press", { keys: "Control+Z" });
    await seeProblems(editor, ["20:25 privileged-container"]);
    equal(editor.document.isDirty, false);
  });

  it("can be declined with a reason, which is asked for", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await window("openQuickFix", { text: "privileged:" });
    await window("applyQuickFix", { title: "Ignore privileged-container" });
    await window("choose", { text: "a comment on this line" });
    await window("waitFor", { selector: ".quick-input-widget .quick-input-title", text: "(2/2)" });
    await window("type", { text: "the sound card needs it" });
    await window("press", { keys: "Enter" });
    await seeProblems(editor, []);
    match(editor.document.getText(), /kubehint: ignore\[privileged-container\] the sound card needs it/);
    await window("press", { keys: "Control+Z" });
    await seeProblems(editor, ["20:25 privileged-container"]);
  });

  it("that are safe are applied all at once, and no others", async () => {
    const editor = await open("shop/misspelled.yaml");
    await seeProblems(editor, [
      "11:9 misspelled-security-field",
      "14:26 misspelled-security-field",
      "14:69 privileged-container",
    ]);
    const before = editor.document.getText();
    await vscode.commands.executeCommand("kubehint.fixAllInFile");
    const fixed = before.replace("readonlyrootfilesystem", "readOnlyRootFilesystem");
    await eventually(() => editor.document.getText(), fixed);
    await seeProblems(editor, ["11:9 misspelled-security-field", "14:69 privileged-container"]);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
  });

  it("that are safe are made by a save, where the user wants that", async () => {
    const onSave = vscode.workspace.getConfiguration("editor");
    const { Workspace } = vscode.ConfigurationTarget;
    const path = "shop/misspelled.yaml";
    const editor = await open(path);
    const before = editor.document.getText();
    try {
      await onSave.update("codeActionsOnSave", { "source.fixAll.kubehint": "explicit" }, Workspace);
      await seeProblems(editor, [
        "11:9 misspelled-security-field",
        "14:26 misspelled-security-field",
        "14:69 privileged-container",
      ]);
      await editor.edit((builder) => builder.insert(editor.document.positionAt(before.length), "# saved\n"));
      await vscode.commands.executeCommand("workbench.action.files.save");
      equal(editor.document.isDirty, false);
      const saved = new TextDecoder().decode(await vscode.workspace.fs.readFile(place(path)));
      equal(saved, `${before.replace("readonlyrootfilesystem", "readOnlyRootFilesystem")}# saved\n`);
    } finally {
      await onSave.update("codeActionsOnSave", undefined, Workspace);
      await closeAll();
      await write(path, before);
    }
  });

  it("are offered as a source action of its own kind", async () => {
    const editor = await open("shop/misspelled.yaml");
    await seeProblems(editor, [
      "11:9 misspelled-security-field",
      "14:26 misspelled-security-field",
      "14:69 privileged-container",
    ]);
    const found = await actions(editor, "apiVersion", vscode.CodeActionKind.SourceFixAll.append("kubehint"));
    equal(
      found.map(({ title, kind }) => `${kind?.value}: ${title}`),
      ["source.fixAll.kubehint: Apply all safe Kubehint fixes"],
    );
  });

  it("can be seen as a difference before they are made, without a change when they are not", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const before = editor.document.getText();
    await window("openQuickFix", { text: "privileged:" });
    await window("applyQuickFix", { title: "Set privileged to false" });
    await window("waitFor", { selector: ".bulk-edit-panel", text: "privileged: truefalse" });
    await vscode.commands.executeCommand("refactorPreview.discard");
    equal(editor.document.getText(), before);
    // While one preview is open, the editor asks what is to become of it before it makes another change.
    await eventually(() => window("texts", { selector: ".bulk-edit-panel .monaco-list-row" }), []);
  });

  it("harden the whole file to restricted, in one step", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await set("confirmReview", false);
    // The server has the one setting once it shows the other.
    await set("rules", { "privileged-container": "off" });
    await seeProblems(editor, []);
    const before = editor.document.getText();
    // The panel of the test before may still have the focus, and the command is about the editor that has it.
    await vscode.window.showTextDocument(editor.document);
    const isHardened = () => /privileged: false # for the sound card/.test(editor.document.getText());
    // The editor drops what it was about to do where something else about the text comes in between.
    for (let turn = 0; turn < 3 && !isHardened(); turn++) {
      await vscode.commands.executeCommand("kubehint.hardenFile");
      await eventually(isHardened, true, { within: 4000 }).catch(() => {});
    }
    equal(isHardened(), true);
    match(editor.document.getText(), /drop:\n *- ALL/);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
  });

  it("of a rule are shown for the whole workspace, and made when they are applied", async function () {
    const window = ui(this);
    const files = ["shop/misspelled.yaml", "shop/web.yaml", "platform/agent.yaml"];
    const text = async (path: string) => (await vscode.workspace.openTextDocument(place(path))).getText();
    const before = await Promise.all(files.map(text));
    const privileged = async () =>
      (await Promise.all(files.map(text))).map((one) => /privileged: true/.test(one));
    try {
      await vscode.commands.executeCommand("kubehint.scanWorkspace");
      const fixing = vscode.commands.executeCommand("kubehint.fixRuleInWorkspace");
      await window("choose", { text: "Privileged container" });
      await window("waitFor", { selector: ".multiDiffEditor", text: "privileged" });
      equal(await privileged(), [true, true, true]);
      await window("click", { selector: ".editor-actions .action-label[aria-label^='Apply Fixes']" });
      await fixing;
      await eventually(privileged, [false, false, false]);
      const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
      equal(
        labels.filter((label) => /Fixes of/.test(label)),
        [],
      );
      // One step for all files.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(place("shop/web.yaml")));
      await vscode.commands.executeCommand("undo");
      await eventually(privileged, [true, true, true]);
    } finally {
      await closeAll();
      await Promise.all(files.map((path, index) => write(path, before[index] ?? "")));
      await vscode.commands.executeCommand("kubehint.clearResults");
    }
  });
});
