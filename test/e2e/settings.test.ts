import * as vscode from "vscode";
import { eventually, match } from "./assert";
import { closeAll, diagnostics, open, resetSettings, seeProblems, set } from "./editor";

describe("Settings", () => {
  afterEach(async () => {
    await resetSettings();
    await closeAll();
  });

  it("count at once: a rule that is turned off, and everything", async () => {
    const editor = await open("platform/agent.yaml");
    await seeProblems(editor, ["13:16 host-pid", "18:25 privileged-container"]);
    await set("rules", { "host-pid": "off" });
    await seeProblems(editor, ["18:25 privileged-container"]);
    await set("enable", false);
    await seeProblems(editor, []);
    await set("enable", true);
    await seeProblems(editor, ["18:25 privileged-container"]);
  });

  it("decide how a severity is shown", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await set("severities", { critical: "error" });
    await eventually(
      () => diagnostics(editor.document.uri).map(({ severity }) => severity),
      [vscode.DiagnosticSeverity.Error],
    );
  });

  it("choose the profile, whose missing hardening is one problem for each container", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await set("profile", "pss-restricted");
    await eventually(
      () =>
        diagnostics(editor.document.uri)
          .map(({ message }) => message)
          .filter((message) => message.startsWith('container "web" lacks')).length,
      1,
    );
    const [lacks] = diagnostics(editor.document.uri).filter(({ code }) => code === "missing-hardening");
    match(String(lacks?.message), /^container "web" lacks \d restricted settings/);
  });

  it("leave files out", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    await set("exclude", ["web.*"]);
    await seeProblems(editor, []);
  });
});
