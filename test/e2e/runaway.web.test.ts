import * as vscode from "vscode";
import { equal, eventually } from "./assert";
import { closeAll, open, openUntitled, problems, rangeOf, seeProblems } from "./editor";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata:
  name: pod
spec:
  containers:
    - { name: ${name}, image: a:1, securityContext: { privileged: true } }
`;

/** In milliseconds: twice five seconds of no sign of life, and two starts. */
const patience = 60_000;

/** The worker's constructor, which extensions look up in the global scope when they make one. */
type Workers = new (address: string, options: object) => object;

describe("A rule that never comes to an end", () => {
  const shipped: Workers = Reflect.get(globalThis, "Worker");
  /** How many servers were started. */
  let starts = 0;

  before(async () => {
    Reflect.set(
      globalThis,
      "Worker",
      class {
        constructor(address: string, options: object) {
          starts++;
          // biome-ignore lint/correctness/noConstructorReturn: the worker itself is to be had.
          return new shipped(address.replace("dist/server.web.js", "out/e2e/faulty.web.js"), options);
        }
      },
    );
    await vscode.commands.executeCommand("kubehint.restartServer");
  });
  afterEach(closeAll);
  after(() => {
    Reflect.set(globalThis, "Worker", shipped);
    return vscode.commands.executeCommand("kubehint.restartServer");
  });

  it("has its document left out until it changes, and all others are checked as ever", async () => {
    starts = 0;
    const good = await open("shop/web.yaml");
    await seeProblems(good, ["20:25 privileged-container"]);
    const bad = await openUntitled(pod("loops"));
    await eventually(() => problems(bad.document.uri), ["1:1 quarantined"], { within: patience });
    await eventually(() => starts, 2);
    await rename(bad);
    await seeProblems(bad, ["7:63 privileged-container"]);
    const again = await open("shop/web.yaml");
    await again.edit((edit) => edit.insert(new vscode.Position(0, 0), "# one more\n"));
    await seeProblems(again, ["21:25 privileged-container"]);
  }).timeout(2 * patience);

  it("is ended by Restart Language Server before that, and is not taken for the one that is started then", async () => {
    const bad = await openUntitled("");
    // It may have the text of an untitled one before it.
    await bad.edit((edit) => edit.replace(new vscode.Range(0, 0, bad.document.lineCount, 0), pod("loops")));
    await pause(1000);
    starts = 0;
    const restarted = vscode.commands.executeCommand("kubehint.restartServer");
    await rename(bad);
    await restarted;
    await seeProblems(bad, ["7:63 privileged-container"]);
    await pause(5000);
    equal(starts, 1);
  }).timeout(patience);
});

/** Gives the container another name. */
function rename(editor: vscode.TextEditor): Thenable<boolean> {
  return editor.edit((edit) => edit.replace(rangeOf(editor.document, "loops"), "web"));
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
