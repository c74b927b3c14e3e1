import * as vscode from "vscode";
import { equal, ok } from "./assert";
import { closeAll, diagnostics, open, rangeOf, seeProblems, select, type } from "./editor";

describe("Problems", () => {
  afterEach(closeAll);

  it("mark the risky value, with source, rule, link and a severity that is no error", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const [problem] = diagnostics(editor.document.uri);
    ok(problem, "one problem");
    equal(editor.document.getText(problem.range), "true");
    equal(problem.message, 'container "web" runs privileged');
    equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    const { code } = problem;
    equal(typeof code === "object" && code.target.toString(), "kubehint-rule:/rules/privileged-container");
  });

  it("move with the text, vanish while it is put right, and return with undo", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# first\n"));
    await seeProblems(editor, ["21:25 privileged-container"]);
    select(editor, "privileged: ", "true");
    await type("false");
    await seeProblems(editor, []);
    await vscode.commands.executeCommand("undo");
    await seeProblems(editor, ["21:25 privileged-container"]);
  });

  it("are those of the last text after many quick keystrokes", async () => {
    const editor = await open("shop/web.yaml");
    const { end } = rangeOf(editor.document, "runAsUser: 10001");
    editor.selection = new vscode.Selection(end, end);
    // The editor indents by itself.
    await type("\nseccompProfile: { type: Unconfined }\nwindowsOptions: { hostProcess: true");
    await seeProblems(editor, [
      "16:33 seccomp-unconfined",
      "17:40 windows-host-process",
      "22:25 privileged-container",
    ]);
  });
});
