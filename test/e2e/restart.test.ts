import { readdirSync, readFileSync } from "node:fs";
import * as vscode from "vscode";
import { eventually, ok } from "./assert";
import { closeAll, diagnostics, open, seeProblems } from "./editor";

/** In milliseconds, until problems are there again. */
const longest = 3000;

describe("A server that is killed", () => {
  afterEach(closeAll);
  // The text may have been at work when its server was killed: others start with a clean slate.
  after(() => vscode.commands.executeCommand("kubehint.restartServer"));

  it("is there again within three seconds, each of six times, with the problems of the text as it is now", async function () {
    if (process.platform !== "linux") this.skip();
    const editor = await open("shop/web.yaml");
    await seeProblems(editor, ["20:25 privileged-container"]);
    for (let turn = 1; turn <= 6; turn++) {
      const [server] = servers();
      ok(server, "there is no server");
      process.kill(server, "SIGKILL");
      const killedAt = Date.now();
      // The problems of before stay in sight otherwise.
      await eventually(() => servers().includes(server), false);
      await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "# one more\n"));
      await eventually(
        () => diagnostics(editor.document.uri).map(({ range }) => range.start.line + 1),
        [20 + turn],
        { within: longest },
      );
      const took = Date.now() - killedAt;
      ok(took < longest, `problems were there again after ${took} ms`);
    }
  });
});

/** The process ids of our language servers below this process. */
function servers(): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const isOurs = readFileSync(`/proc/${name}/cmdline`, "utf8").includes("/dist/server.js\0");
        return (
          isOurs &&
          readFileSync(`/proc/${name}/stat`, "utf8").split(") ")[1]?.split(" ")[1] === String(process.pid)
        );
      } catch {
        return false;
      }
    })
    .map(Number);
}
