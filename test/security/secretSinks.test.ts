import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { CodeAction } from "vscode-languageserver-protocol";
import { formats } from "../../report/printers/formats";
import { methods } from "../../server/protocol";
import { inProcess } from "../cli/inProcess";
import { kubehint } from "../cli/run";
import { faultyRule } from "../harness/faultyRule";
import { startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";
import { anyCanary, canary, secretive } from "./canaries";
import { secretProject } from "./secretProject";

const project = { ...secretive, ...secretProject };

/** Fails with what surrounds each canary of an output. */
function assertSilent(what: string, output: string): void {
  const found: string[] = [];
  for (const line of output.split("\n")) {
    const at = line.search(anyCanary);
    if (at >= 0) found.push(`${what}: ${line.slice(Math.max(0, at - 160), at + 40)}`);
  }
  assert.deepEqual(found, []);
}

/** A word that neither looks like a secret nor is called one: what rules across files ask for is kept with it. */
const plainNotes = new RegExp(`${canary(2)}|${canary(32)}`, "g");

describe("secrets of a whole project", function () {
  this.timeout(120_000);
  let cwd: string;
  before(() => {
    cwd = temporaryFolder(project);
  });

  /** What a command prints, or why it refuses to. */
  const said = async (command: "scan" | "merge" | "fix", ...args: string[]) => {
    const run = await inProcess(cwd, command, ...args).catch((error: unknown) => ({
      stdout: "",
      stderr: String(error),
    }));
    return run;
  };

  for (const format of formats)
    for (const more of [
      ["--show-suppressed", "--verbose"],
      ["--set", `password=${canary(84)}`, "--set", `db.url=x://u:${canary(85)}@h`],
    ])
      it(`are nowhere in a scan as ${format} with ${more[0]}`, async () => {
        const { stdout, stderr } = await said("scan", "--profile=all", "--format", format, ...more);
        assert.match(stdout, /privileged/);
        assertSilent(format, stdout);
        assertSilent("standard error", stderr);
      });

  it("are nowhere in a cache, the parts of a scan and what comes of them", async () => {
    const cache = join(temporaryFolder({}), "cache");
    for (let time = 0; time < 2; time++) {
      const { stdout, stderr } = await said("scan", "--profile=all", "--format=json", "--cache", cache);
      assertSilent("with a cache", stdout + stderr);
    }
    const kept = readdirSync(cache).map((name) => readFileSync(join(cache, name), "latin1"));
    assert.match(kept.join(""), /privileged-container/);
    assertSilent("the cache", kept.join("").replaceAll(plainNotes, ""));
    const parts: Record<string, string> = {};
    for (const shard of ["1/3", "2/3", "3/3"]) {
      const { stdout, stderr } = await said("scan", "--profile=all", "--format=json", "--shard", shard);
      assertSilent(`part ${shard}`, stdout.replaceAll(plainNotes, "") + stderr);
      parts[`${shard.slice(0, 1)}.json`] = stdout;
    }
    const folder = temporaryFolder(parts);
    const merged = await inProcess(folder, "merge", ...Object.keys(parts), "--format=sarif");
    assert.match(merged.stdout, /privileged-container/);
    assertSilent("the parts together", merged.stdout + merged.stderr);
  });

  it("are nowhere in a baseline that is written, nor in a scan by several threads", async () => {
    const file = join(temporaryFolder({}), "baseline.json");
    const { stdout, stderr } = await said("scan", "--profile=all", "--write-baseline", file);
    const written = readFileSync(file, "utf8");
    assert.match(written, /privileged-container/);
    assertSilent("a baseline", written + stdout + stderr);
    const threads = kubehint(["scan", "--profile=all", "--format=json", "--jobs=2"], { cwd });
    assert.match(threads.stdout, /privileged-container/);
    assertSilent("threads", threads.stdout + threads.stderr);
  });

  it("are in no line beside those that the fixes of a project change", async () => {
    const { stdout, stderr } = await said("fix", "--diff", "--include-review", "--profile=all");
    assert.match(stdout, /^\+ /m);
    assertSilent("standard error", stderr);
    assertSilent("a diff", stdout.replace(/^[-+].*$/gm, ""));
  });

  it("are nowhere in why a command refuses", async () => {
    const secret = canary(86);
    const refused = [
      ["--set", `a[${secret}`],
      ["--set", `a[x]=${secret}`],
      ["--set", `password.x.y=${secret}`],
      ["--set", `={${secret}`],
      ["--values", "broken.yaml"],
      ["--config", "broken.yaml"],
      ["--baseline", "broken.yaml"],
      ["--baseline", "manifest.json"],
    ];
    for (const args of refused) {
      const { stdout, stderr } = kubehint(["scan", "chart", ...args], { cwd });
      assertSilent(args.join(" "), stdout + stderr);
    }
    for (const format of ["text", "json"]) {
      const { stdout, stderr } = kubehint(["scan", "-", "--format", format], {
        cwd,
        input: project["broken.yaml"] ?? "",
      });
      assertSilent("standard input", stdout + stderr);
    }
  });

  it("are nowhere in what is said of a manifest that stands where a list of files is asked for", async () => {
    for (const list of Object.keys(project)) {
      const { stdout, stderr } = await said("scan", "--files-from", list);
      assertSilent(list, stdout + stderr);
    }
  });

  it("are shown by render alone, as helm shows them", () => {
    const { stdout, stderr } = kubehint(["render", "chart"], { cwd });
    assert.ok(stdout.includes(canary(41)));
    assertSilent("standard error", stderr);
  });

  it("are nowhere in what the language server says of a project, its edits included", async () => {
    const client = await startClient({
      folders: [cwd],
      settings: () => ({ profile: "all" }),
      rules: [faultyRule],
    });
    const everything: string[] = [];
    const note = (what: string, said: unknown) => everything.push(`${what}: ${JSON.stringify(said)}`);
    client.connection.onUnhandledNotification((message) => void note("notification", message));
    await client.scan();
    for (const format of formats)
      note(format, await client.connection.sendRequest(methods.report, { format, version: "1.0.0" }));
    note("posture", await client.connection.sendRequest(methods.posture, {}));
    const uriOf = (name: string) => pathToFileURL(join(cwd, name)).toString();
    const faulty = await client.open(
      `${project["kustomize/a.yaml"]?.replace("name: a, image", `name: throws, env: [{ name: PASSWORD, value: ${canary(87)} }], image`)}`,
      uriOf("faulty.yaml"),
    );
    note("a fault", await client.diagnostics(faulty));
    assert.match(client.logged.join(), /faulty-rule failed/);
    for (const [name, text] of Object.entries(project)) {
      if (name.startsWith("small/") && !name.endsWith("templates/a.yaml")) continue;
      const uri = uriOf(name);
      await client.open(
        text,
        uri,
        name.includes("templates/") ? "helm" : name.endsWith("json") ? "json" : "yaml",
      );
      note(name, await client.diagnostics(uri));
      note(name, await client.lenses(uri));
      note(name, await client.connection.sendRequest(methods.fileCounts, { uri }));
      const lines = text.split("\n");
      for (const [line, content] of lines.entries())
        for (let character = 0; character < Math.min(content.length, 200); character += 5)
          note(
            `${name}:${line}:${character}`,
            await client.connection.sendRequest("textDocument/hover", {
              textDocument: { uri },
              position: { line, character },
            }),
          );
      const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } },
        context: { diagnostics: [] },
      });
      for (const action of actions ?? []) {
        const resolved = await client.connection.sendRequest<CodeAction>("codeAction/resolve", action);
        // Several fixes at once come as whole lines, for the editor that holds them.
        const shown = action.data?.kind === "fix" ? resolved : { ...resolved, edit: undefined };
        note(`${name} ${resolved.title}`, [action, shown, resolved.edit?.changeAnnotations]);
      }
    }
    note("scan", [...client.published, ...client.results]);
    note("log", [client.logged, client.messages, client.progress]);
    assert.match(everything.join(""), /newText/);
    // What a selector asks for is written into the labels.
    for (const one of everything) assertSilent(one.slice(0, 80), one.replaceAll(`token: ${canary(6)}`, ""));
    await client.stop();
  });
});
