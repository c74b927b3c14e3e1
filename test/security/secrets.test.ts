import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { methods } from "../../server/protocol";
import { kubehint } from "../cli/run";
import { startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";
import { anyCanary, secretive } from "./canaries";

/** Fails with the lines of an output that hold a canary. */
function assertSilent(what: string, output: string): void {
  const lines = output.split("\n").filter((line) => anyCanary.test(line));
  assert.deepEqual(
    lines.map((line) => {
      const at = line.search(anyCanary);
      return `${what}: ${line.slice(Math.max(0, at - 100), at + 40)}`;
    }),
    [],
  );
}

describe("secrets in manifests", () => {
  for (const profile of ["recommended", "all"])
    for (const format of ["text", "json", "sarif"])
      it(`are nowhere in a scan as ${format} with profile ${profile}`, () => {
        const { stdout, stderr } = kubehint(
          ["scan", "--profile", profile, "--format", format, ...(format === "text" ? ["--verbose"] : [])],
          { cwd: temporaryFolder(secretive) },
        );
        assert.match(stdout, /privileged-container/);
        // The edits of fixes in SARIF hold what they insert.
        assertSilent(format, stdout);
        assertSilent("stderr", stderr);
      });

  it("are nowhere in a scan for a rule that is not about them", () => {
    const cwd = temporaryFolder(secretive);
    const { stdout } = kubehint(["scan", "--rule", "privileged-container"], { cwd });
    assert.match(stdout, /privileged-container/);
    assertSilent("text", stdout);
  });

  for (const more of [[], ["--include-review", "--profile", "restricted"]])
    it(`are in no line of a diff that is not changed itself ${more.join(" ")}`, () => {
      const cwd = temporaryFolder(secretive);
      const before = readFileSync(join(cwd, "manifest.json"), "utf8");
      const { stdout, stderr } = kubehint(["fix", "--diff", ...more], { cwd });
      assertSilent("stderr", stderr);
      assert.equal(stdout.includes("\n+"), more.length > 0);
      const shown = stdout.split("\n").filter((line) => line.startsWith(" "));
      assertSilent("diff", shown.join("\n"));
      if (more.length === 0) return;
      execFileSync("git", ["apply", "--whitespace=nowarn", "-"], { cwd, input: stdout });
      assert.notEqual(readFileSync(join(cwd, "manifest.json"), "utf8"), before);
    });

  it("are nowhere in what the language server says", async () => {
    const cwd = temporaryFolder(secretive);
    const client = await startClient({ folders: [cwd], settings: () => ({ profile: "all" }) });
    const said: string[] = [];
    client.connection.onUnhandledNotification((message) => void said.push(JSON.stringify(message)));
    await client.scan();
    said.push(JSON.stringify([...client.published, ...client.results]));
    for (const name of Object.keys(secretive)) {
      const uri = pathToFileURL(join(cwd, name)).toString();
      const text = secretive[name] ?? "";
      await client.open(text, uri, name.endsWith("json") ? "json" : "yaml");
      said.push(JSON.stringify(await client.diagnostics(uri)));
      said.push(JSON.stringify(await client.lenses(uri)));
      const lines = text.split("\n");
      for (const [line, content] of lines.entries())
        for (let character = 0; character < content.length; character += 4) {
          const at = { textDocument: { uri }, position: { line, character } };
          said.push(JSON.stringify(await client.connection.sendRequest("textDocument/hover", at)));
        }
      const range = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
      const actions = await client.connection.sendRequest<{ edit?: unknown }[]>("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: [] },
      });
      assert.ok(actions.length > 0 || name === "kubehint.yaml" || name === "broken.yaml", name);
      for (const action of actions) {
        said.push(JSON.stringify(action));
        const { edit, ...rest } = await client.connection.sendRequest<{ edit?: object }>(
          "codeAction/resolve",
          action,
        );
        said.push(
          JSON.stringify(rest),
          JSON.stringify(edit && "changeAnnotations" in edit && edit.changeAnnotations),
        );
      }
    }
    said.push(...client.logged, ...client.messages, JSON.stringify(client.progress));
    // What a request is about may be missing, or anything at all.
    for (const textDocument of [{ uri: secretive["deploy.yaml"] }, { uri: null, text: secretive }, null])
      said.push(
        String(
          await client.connection
            .sendRequest("textDocument/hover", { textDocument, position: null })
            .catch((error: unknown) => error),
        ),
      );
    said.push(
      ...client.logged,
      String(await client.connection.sendRequest(methods.rulePage, { rule: "host-pid" })),
    );
    assert.ok(said.join("").includes("privileged-container"));
    for (const one of said) assertSilent("language server", String(one));
    await client.stop();
  }).timeout(120_000);
});
