import * as vscode from "vscode";
import { equal, eventually, match } from "./assert";
import { closeAll, open, resetSettings, seeProblems, set, ui } from "./editor";

async function lenses({ document }: vscode.TextEditor): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    "vscode.executeCodeLensProvider",
    document.uri,
    50,
  );
  return found.map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
}

describe("The lens above a workload", () => {
  afterEach(async () => {
    await resetSettings();
    await closeAll();
  });

  it("states its Pod Security level and what blocks the next one", async () => {
    const editor = await open("shop/web.yaml");
    await eventually(() => lenses(editor), ["2 Pod Security: privileged · privileged blocks baseline"]);
  });

  it("hardens it with a click, to the next level and then to the last", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    const before = editor.document.getText();
    // VS Code scrolls to where it was when the file was last open.
    editor.revealRange(new vscode.Range(0, 0, 0, 0));
    await seeProblems(editor, ["20:25 privileged-container"]);
    await window("click", { selector: ".codelens-decoration a", text: "Pod Security: privileged" });
    await seeProblems(editor, []);
    await window("waitFor", { selector: ".codelens-decoration a", text: "short of restricted" });
    const baseline = editor.document.getText();
    await window("click", { selector: ".codelens-decoration a", text: "Pod Security: baseline" });
    await window("waitFor", { selector: ".codelens-decoration", text: "Pod Security: restricted" });
    match(editor.document.getText(), /allowPrivilegeEscalation: false/);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), baseline);
    await vscode.commands.executeCommand("undo");
    equal(editor.document.getText(), before);
  });

  it("goes away with its setting", async () => {
    const editor = await open("shop/web.yaml");
    await eventually(async () => (await lenses(editor)).length, 1);
    await set("codeLens.enable", false);
    await eventually(() => lenses(editor), []);
  });
});
