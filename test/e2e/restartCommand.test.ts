import * as vscode from "vscode";
import { closeAll, open, seeProblems } from "./editor";

describe("Restart Language Server", () => {
  afterEach(closeAll);

  it("gives a server that knows what is open and follows what is typed", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await vscode.commands.executeCommand("kubehint.restartServer");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# first\n"));
    await seeProblems(editor, ["21:25 privileged-container"]);
  });
});
