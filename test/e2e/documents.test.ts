import * as vscode from "vscode";
import { equal } from "./assert";
import { closeAll, open, openUntitled, place, problems, seeProblems, write } from "./editor";

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  hostPID: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`;

describe("Documents", () => {
  afterEach(closeAll);

  it("are checked one by one in a file of several, and a broken one does not hide its neighbours", async () => {
    const editor = await open("shop/several.yaml");
    await seeProblems(editor, ["13:16 host-network", "21:9 yaml-syntax", "23:12 host-ipc", "31:12 host-pid"]);
  });

  it("are checked before they are saved for the first time", async () => {
    await seeProblems(await openUntitled(pod), ["7:12 host-pid"]);
  });

  it("are checked with Windows line ends, on the exact place", async () => {
    await write("shop/windows.yaml", pod.replaceAll("\n", "\r\n"));
    try {
      const editor = await open("shop/windows.yaml");
      equal(editor.document.eol, vscode.EndOfLine.CRLF);
      await seeProblems(editor, ["7:12 host-pid"]);
    } finally {
      await vscode.workspace.fs.delete(place("shop/windows.yaml"));
    }
  });

  it("can be JSON", async () => {
    await seeProblems(await open("platform/pod.json"), ["6:16 host-ipc"]);
  });

  it("that are no Kubernetes objects are left alone", async () => {
    const compose = await open("shop/compose.yaml");
    const workflow = await open("shop/.github/workflows/build.yaml");
    const made = await openUntitled("privileged: true\nhostPID: true\n");
    // Asked for last, so the others have been answered.
    await seeProblems(await open("shop/web.yaml"), ["20:25 privileged-container"]);
    for (const { document } of [compose, workflow, made]) equal(problems(document.uri), []);
  });
});
