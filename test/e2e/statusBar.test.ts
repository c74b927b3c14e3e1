import * as vscode from "vscode";
import { eventually } from "./assert";
import { closeAll, open, resetSettings, seeProblems, select, set, type, ui } from "./editor";

describe("The status bar", () => {
  afterEach(async () => {
    await resetSettings();
    await closeAll();
  });

  const shown = (context: Mocha.Context) => () =>
    ui(context)<string[]>("texts", { selector: '.statusbar-item[id$="kubehint.findings"]' }).then((texts) =>
      texts.map((text) => text.trim()),
    );

  it("counts the findings of the file by severity, and follows what is typed", async function () {
    const editor = await open("platform/agent.yaml");
    await eventually(shown(this), ["1 critical, 1 high"]);
    select(editor, "privileged: ", "true");
    await type("false");
    await seeProblems(editor, ["13:16 host-pid"]);
    await eventually(shown(this), ["1 high"]);
    select(editor, "hostPID: ", "true");
    await type("false");
    await eventually(shown(this), ["no findings"]);
  });

  it("shows nothing for a file that is not checked, and nothing once it is switched off", async function () {
    await open("platform/agent.yaml");
    await eventually(shown(this), ["1 critical, 1 high"]);
    await open("shop/compose.yaml");
    await eventually(shown(this), []);
    await open("platform/agent.yaml");
    await eventually(shown(this), ["1 critical, 1 high"]);
    await set("statusBar", false);
    await eventually(shown(this), []);
  });

  it("leads to the problems", async function () {
    await open("platform/agent.yaml");
    await eventually(shown(this), ["1 critical, 1 high"]);
    await ui(this)("click", { selector: '.statusbar-item[id$="kubehint.findings"]' });
    await ui(this)("waitFor", { selector: ".markers-panel .monaco-list-row", text: "agent.yaml" });
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });
});
