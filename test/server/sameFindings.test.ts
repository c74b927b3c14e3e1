import assert from "node:assert/strict";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { version } from "../../cli/version";
import { methods, type ReportParams } from "../../server/protocol";
import { inProcess } from "../cli/inProcess";
import { root } from "../cli/run";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const formats = ["json", "sarif"] as const;
type Format = (typeof formats)[number];

/** What the editor exports of a folder. */
async function exported(cwd: string, format: Format, settings: object = {}): Promise<string> {
  const client = await startClient({ folders: [cwd], settings: () => settings });
  try {
    const params: ReportParams = { format, version: version() };
    return (await client.connection.sendRequest<string | null>(methods.report, params)) ?? "";
  } finally {
    await client.stop();
  }
}

async function commandLine(cwd: string, format: Format, ...args: string[]): Promise<string> {
  return (await inProcess(cwd, "scan", "--format", format, "--show-suppressed", ...args)).stdout;
}

async function mergedShards(cwd: string, format: Format): Promise<string> {
  const folder = temporaryFolder({});
  const parts = ["1", "2", "3"].map((index) => join(folder, `${index}.json`));
  for (const [at, file] of parts.entries())
    await inProcess(cwd, "scan", "--shard", `${at + 1}/3`, "--format", "json", "--output", file);
  return (await inProcess(folder, "merge", ...parts, "--format", format, "--show-suppressed")).stdout;
}

async function cached(cwd: string, format: Format): Promise<string> {
  const cache = temporaryFolder({});
  await commandLine(cwd, format, "--cache", cache);
  return commandLine(cwd, format, "--cache", cache);
}

interface Placed {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly range: object;
}

const shown = (file: string, { rule, severity, message, range }: Placed) =>
  JSON.stringify([file, rule, severity, message, range]);

/** What the results view of the editor lists after a scan. */
async function listed(cwd: string): Promise<string[]> {
  const client = await startClient({ folders: [cwd] });
  try {
    await client.scan();
    const found = new Map<string, readonly Placed[]>();
    for (const { reset, files } of client.results) {
      if (reset) found.clear();
      for (const { uri, findings } of files) found.set(URI.parse(uri).fsPath, findings);
    }
    return [...found].flatMap(([path, findings]) =>
      findings.map((finding) => shown(path.slice(cwd.length + 1), finding)),
    );
  } finally {
    await client.stop();
  }
}

/** Files that have to do with each other, a configuration with mistakes, and a baseline of some of it. */
async function everything(): Promise<string> {
  const cwd = temporaryFolder(acrossWorkspace);
  await inProcess(cwd, "scan", "--write-baseline", ".kubehint-baseline.json", "services", "trial");
  writeFileSync(join(cwd, "rbac/kubehint.yaml"), "rules: { no-such-rule: off }\nbaseline: gone.json\n");
  return cwd;
}

async function examples(): Promise<string> {
  const cwd = temporaryFolder({});
  cpSync(join(root, "examples"), cwd, { recursive: true });
  return cwd;
}

/** Nothing stands in the way of saying which exceptions accept nothing. */
async function whole(): Promise<string> {
  const { "broken/text.yaml": _, ...files } = acrossWorkspace;
  return temporaryFolder(files);
}

describe("a finding is the same, whoever finds it", function () {
  this.timeout(120_000);
  const workspaces = { "the examples": examples, "a workspace with everything": everything, whole };
  for (const [name, make] of Object.entries(workspaces))
    for (const format of formats)
      it(`${name}, as ${format}: the editor, shards and the cache say what the command line says`, async () => {
        const cwd = await make();
        const expected = await commandLine(cwd, format);
        assert.ok(expected.length > 10_000, expected);
        assert.equal(await mergedShards(cwd, format), expected);
        assert.equal(await cached(cwd, format), expected);
        assert.equal(await exported(cwd, format), expected);
      });

  for (const [name, make] of Object.entries(workspaces))
    it(`${name}: the results view lists what the command line reports, in files that are not configuration`, async () => {
      const cwd = await make();
      const { findings }: { findings: (Placed & { file: string; suppressed: object | null })[] } = JSON.parse(
        await commandLine(cwd, "json"),
      );
      const counting = findings.filter(
        ({ file, suppressed }) => suppressed === null && !file.endsWith("kubehint.yaml"),
      );
      const expected = counting.map((one) => shown(one.file, one));
      const found = await listed(cwd);
      const without = (some: string[], others: string[]) => some.filter((one) => !others.includes(one));
      assert.deepEqual([without(found, expected), without(expected, found)], [[], []]);
      assert.equal(found.length, expected.length);
    });

  it("what is compared has all that suppresses, and all that can be wrong with it", async () => {
    const text = await commandLine(await everything(), "sarif");
    for (const part of [
      "no-such-rule",
      "the baseline that the configuration names is not there",
      '"kind":"external"',
      '"kind":"inSource"',
      "this exception ended with 2020-01-01",
    ])
      assert.ok(text.replaceAll('": ', '":').includes(part), part);
    assert.match(await commandLine(await whole(), "json"), /this exception accepts nothing/);
  });

  it("an exception that the settings of the editor keep from accepting is not called idle", async () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": "exceptions:\n  - { rule: host-pid, reason: the node agent }\n",
      "pod.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostIPC: true }\n",
    });
    assert.match(await exported(cwd, "json"), /this exception accepts nothing/);
    assert.doesNotMatch(
      await exported(cwd, "json", { rules: { "host-pid": "off" } }),
      /this exception accepts nothing/,
    );
  });
});
