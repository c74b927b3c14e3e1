import * as vscode from "vscode";
import type { Ui } from "../vscode/bridge-client.mjs";
import { equal, eventually } from "./assert";
import { closeAll, ui } from "./editor";

const rows = ".pane-body .monaco-list-row";

/** `Critical3`: what groups are called, and how many findings they count. */
async function groups(window: Ui): Promise<string[]> {
  return (await window<string[]>("texts", { selector: rows }))
    .map((text) => text.replace(/\s+/g, ""))
    .filter((text) => /^[A-Z][a-z]+\d+$/.test(text));
}

describe("The results view", () => {
  before(async () => {
    await vscode.commands.executeCommand("kubehint.clearResults");
    await vscode.commands.executeCommand("kubehint.results.focus");
  });
  after(async () => {
    await vscode.commands.executeCommand("kubehint.groupBySeverity");
    await vscode.commands.executeCommand("kubehint.clearResults");
    await vscode.commands.executeCommand("workbench.view.explorer");
    await closeAll();
  });

  it("offers to scan while there is nothing to show", async function () {
    await ui(this)("click", { selector: ".welcome-view .monaco-button", text: "Scan Workspace" });
    await ui(this)("waitFor", { selector: rows, text: "Critical" });
  });

  it("groups by severity, with counts", async function () {
    const window = ui(this);
    await eventually(() => groups(window), ["Critical3", "High7"]);
  });

  it("groups by rule and by file", async function () {
    const window = ui(this);
    await vscode.commands.executeCommand("kubehint.groupByRule");
    await window("waitFor", { selector: rows, text: "Privileged container" });
    await vscode.commands.executeCommand("kubehint.groupByFile");
    await window("waitFor", { selector: rows, text: "agent.yaml" });
  });

  it("opens the file at the finding", async function () {
    const window = ui(this);
    await window("clickTreeItem", { text: 'DaemonSet "agent" shares', within: ".pane-body" });
    await eventually(() => {
      const editor = vscode.window.activeTextEditor;
      return (
        editor && `${editor.document.getText(editor.selection)} in line ${editor.selection.start.line + 1}`
      );
    }, "true in line 13");
  });

  it("shows just what passes a filter, says which, and all of it again", async function () {
    const window = ui(this);
    await vscode.commands.executeCommand("kubehint.groupBySeverity");
    const message = () =>
      window<string[]>("texts", { selector: ".tree-explorer-viewlet-tree-view .message" });
    const choosing = vscode.commands.executeCommand("kubehint.filterResults");
    await window("choose", { text: "Critical" });
    await window("press", { keys: "Enter" });
    await choosing;
    await eventually(() => groups(window), ["Critical3"]);
    await eventually(message, ["3 of 10 findings: critical"]);

    // What no finding has in common is said, with a way back.
    await vscode.commands.executeCommand("kubehint.filterResults", {
      severity: ["critical"],
      area: ["rbac"],
    });
    await window("click", { selector: ".welcome-view .monaco-button", text: "Clear Filter" });
    await eventually(() => groups(window), ["Critical3", "High7"]);
    await eventually(message, []);
  });

  it("counts all of them on its icon", async function () {
    const badges = await ui(this)<string[]>("texts", { selector: ".activitybar .badge-content" });
    equal(badges, ["10"]);
  });
});
