import * as vscode from "vscode";
import { closeAll, open, place, seeProblems } from "./editor";

describe("Folders of a workspace", () => {
  const rules = (folder: string) => vscode.workspace.getConfiguration("kubehint", place(folder));

  afterEach(async () => {
    await rules("platform/agent.yaml").update("rules", undefined, vscode.ConfigurationTarget.WorkspaceFolder);
    await closeAll();
  });

  it("have settings of their own", async () => {
    const agent = await open("platform/agent.yaml");
    const web = await open("shop/web.yaml");
    await seeProblems(agent, ["13:16 host-pid", "18:25 privileged-container"]);
    await rules("platform/agent.yaml").update(
      "rules",
      { "privileged-container": "off" },
      vscode.ConfigurationTarget.WorkspaceFolder,
    );
    await seeProblems(agent, ["13:16 host-pid"]);
    await seeProblems(web, ["20:25 privileged-container"]);
  });
});
