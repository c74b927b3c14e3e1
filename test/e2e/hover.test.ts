import * as vscode from "vscode";
import { match } from "./assert";
import { closeAll, open, rangeOf, seeProblems, ui } from "./editor";

async function hover({ document }: vscode.TextEditor, text: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    rangeOf(document, text).start,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}

describe("Hovers", () => {
  afterEach(closeAll);

  it("explain a finding: what it is, what it exposes, who asks for what, and where to read on", async () => {
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    const text = await hover(editor, "privileged: true");
    match(text, /`securityContext\.privileged: true`/);
    match(text, /every device of the node/);
    match(text, /Pod Security: baseline/);
    match(text, /\[privileged-container\]\(command:kubehint\.showRule\?/);
  });

  it("explain a setting that is fine", async () => {
    const editor = await open("shop/web.yaml");
    match(await hover(editor, "runAsUser"), /`securityContext\.runAsUser: 10001`.*every container/);
  });

  it("are read on the screen, and their link leads to the rule's page", async function () {
    const window = ui(this);
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    match(String(await window("hoverText", { text: "true" })), /runs privileged/);
    await window("waitFor", { selector: ".monaco-hover", text: "every device of the node" });
    await window("click", { selector: ".monaco-hover a", text: "privileged-container" });
    match(String(await window("webviewText")), /Privileged container[\s\S]*What is wrong/);
  });
});
