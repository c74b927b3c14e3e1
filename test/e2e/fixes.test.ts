import * as vscode from "vscode";
import { equal, eventually, match, ok } from "./assert";
import { closeAll, open, rangeOf, seeProblems, ui } from "./editor";

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
  afterEach(closeAll);

  it("change the value and nothing else, in one step that undo takes back", async () => {
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

  it("are taken from the menu, without any further question", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const titles = await window<string[]>("openQuickFix", { text: "privileged:" });
    equal(titles, [
      "Set privileged to false (needs review)",
      "Ignore privileged-container here",
      "Ignore privileged-container in this container",
      "Ignore privileged-container in this resource",
      "Ignore privileged-container in this file",
      "Ignore privileged-container in kubehint.yaml",
      "Explain: Privileged container",
    ]);
    await window("applyQuickFix", { title: "Set privileged to false" });
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
    await window("applyQuickFix", { title: "Ignore privileged-container here" });
    await window("waitFor", { selector: ".quick-input-widget .quick-input-title", text: "Ignore" });
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
      "14:56 privileged-container",
    ]);
    const before = editor.document.getText();
    await vscode.commands.executeCommand("kubehint.fixAllInFile");
    const fixed = before.replace("FileSystem", "Filesystem").replace("runasuser", "runAsUser");
    await eventually(() => editor.document.getText(), fixed);
    await seeProblems(editor, ["14:56 privileged-container"]);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
  });

  it("can be applied on saving", async () => {
    const editor = await open("shop/misspelled.yaml");
    const found = await actions(editor, "apiVersion", vscode.CodeActionKind.SourceFixAll.append("kubehint"));
    equal(
      found.map(({ title, kind }) => `${kind?.value}: ${title}`),
      ["source.fixAll.kubehint: Apply all safe Kubehint fixes"],
    );
  });
});
