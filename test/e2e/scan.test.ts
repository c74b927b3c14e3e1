import * as vscode from "vscode";
import type { ScanSummary } from "../../server/protocol";
import { equal, eventually, ok } from "./assert";
import { closeAll, open, place, problems, seeProblems, select, type, ui, write } from "./editor";

const risky =
  "apiVersion: v1\nkind: Pod\nmetadata: { name: made, namespace: shop }\nspec: { hostPID: true }\n";

async function scan(): Promise<ScanSummary> {
  const summary = await vscode.commands.executeCommand<ScanSummary | undefined>("kubehint.scanWorkspace");
  ok(summary, "the scan came to an end");
  return summary;
}

describe("Scan Workspace", () => {
  afterEach(async () => {
    await closeAll();
    await vscode.commands.executeCommand("kubehint.clearResults");
  });

  it("finds the problems of files that are not open, in every folder", async () => {
    equal(problems(place("platform/agent.yaml")), []);
    const { findings, cancelled } = await scan();
    equal({ findings, cancelled }, { findings: 10, cancelled: false });
    await eventually(
      () => problems(place("platform/agent.yaml")),
      ["13:16 host-pid", "18:25 privileged-container"],
    );
    await eventually(() => problems(place("shop/web.yaml")), ["20:25 privileged-container"]);
    equal(problems(place("shop/compose.yaml")), []);
  });

  it("keeps what it found true while files are opened, edited, closed, made and deleted", async () => {
    await scan();
    const web = place("shop/web.yaml");
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    select(editor, "privileged: ", "true");
    await type("false");
    await seeProblems(editor, []);
    await closeAll();
    await eventually(() => problems(web), ["20:25 privileged-container"]);

    const made = place("shop/made.yaml");
    await write("shop/made.yaml", risky);
    await eventually(() => problems(made), ["4:18 host-pid"]);
    await vscode.workspace.fs.delete(made);
    await eventually(() => problems(made), []);
  });

  it("clears what it found", async () => {
    await scan();
    await eventually(() => problems(place("platform/agent.yaml")).length, 2);
    await vscode.commands.executeCommand("kubehint.clearResults");
    await eventually(() => problems(place("platform/agent.yaml")), []);
  });

  it("says how far it is, and keeps what it found when it is cancelled", async function () {
    const window = ui(this);
    const many = place("shop/many");
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        write(`shop/many/${index}.yaml`, `${risky}---\n`.repeat(400).replaceAll("made", `made-${index}`)),
      ),
    );
    try {
      const scanning = scan();
      await window("showNotifications");
      const selector = ".notification-list-item-message";
      const isUnderway = async () =>
        (await window<string[]>("texts", { selector })).some((text) =>
          /\d of [\d,]+ files, [1-9][\d,]* findings; [\d,]+ files? a second, \d+ seconds? left/.test(text),
        );
      await eventually(isUnderway, true);
      await vscode.commands.executeCommand("kubehint.cancelScan");
      const { cancelled, findings } = await scanning;
      equal(cancelled, true);
      ok(findings > 0, "findings so far");
      await window("waitFor", { selector, text: "Scan cancelled after" });
    } finally {
      await vscode.workspace.fs.delete(many, { recursive: true });
    }
  });
});
