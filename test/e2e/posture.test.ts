import * as vscode from "vscode";
import { eventually, match } from "./assert";
import { closeAll, place, ui } from "./editor";

describe("The posture", () => {
  after(async () => {
    await vscode.commands.executeCommand("kubehint.clearFilter");
    await vscode.commands.executeCommand("kubehint.clearResults");
    await vscode.commands.executeCommand("workbench.view.explorer");
    await closeAll();
  });

  it("states scores, areas and what matters most", async function () {
    const window = ui(this);
    await vscode.commands.executeCommand("kubehint.showPosture");
    await eventually(async () => (await window<string>("webviewText")).includes("Security posture"), true);
    const text = await window<string>("webviewText");
    match(text, /3 critical, 7 high in \d+ manifest files\./);
    match(text, /Pod Security Standards\s+\d+ %/);
    match(text, /platform\/agent\.yaml:18 · privileged-container/);
  });

  it("leads from a framework to its findings, and from a finding to its place", async function () {
    const window = ui(this);
    await window("clickInWebview", { selector: "button", text: "Pod Security Standards" });
    await window("waitFor", {
      selector: ".tree-explorer-viewlet-tree-view .message",
      text: "Pod Security Standards",
    });
    await window("clickInWebview", { selector: "button", text: 'DaemonSet "agent" shares' });
    await eventually(() => vscode.window.activeTextEditor?.selection.start.line, 12);
  });
});

describe("Export Report", () => {
  it("writes a report where it is told to", async function () {
    const window = ui(this);
    const target = place("shop/kubehint.html");
    vscode.commands.executeCommand("kubehint.exportReport");
    await window("choose", { text: "HTML" });
    // The dialog proposes a name in the workspace.
    await window("waitFor", { selector: ".quick-input-widget .monaco-button", text: "OK" });
    await window("press", { keys: "Enter" });
    try {
      const written = async () =>
        new TextDecoder().decode(
          await vscode.workspace.fs.readFile(target).then(
            (bytes) => bytes,
            () => undefined,
          ),
        );
      await eventually(async () => (await written()).includes("</html>"), true);
      match(await written(), /platform\/agent\.yaml:18/);
    } finally {
      await vscode.workspace.fs.delete(target);
    }
  });
});
