import * as vscode from "vscode";
import { eventually, match } from "./assert";
import { closeAll, open, seeProblems, ui } from "./editor";

describe("Rule pages", () => {
  afterEach(closeAll);

  it("are shown as a page and not as source", async () => {
    await vscode.commands.executeCommand("kubehint.showRule", "privileged-container");
    await eventually(() => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      const { input } = tab ?? {};
      return input instanceof vscode.TabInputCustom ? `${tab?.label} in ${input.viewType}` : typeof input;
    }, "privileged-container in vscode.markdown.preview.editor");
  });

  it("are texts, for those who want to copy from them", async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse("kubehint-rule:/rules/privileged-container"),
    );
    match(document.getText(), /^# Privileged container\n/);
  });

  it("are opened by the link of a problem", async function () {
    const window = ui(this);
    await seeProblems(await open("shop/web.yaml"), ["20:25 privileged-container"]);
    await window("showProblems");
    await window("click", { selector: ".markers-panel a", text: "privileged-container" });
    match(String(await window("webviewText")), /Privileged container[\s\S]*What is wrong/);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});
