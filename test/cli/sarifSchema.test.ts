import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Log } from "sarif";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { sarifErrors } from "../harness/sarifSchema";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

const hostile = "<script>alert(1)</script>@all|`]]>&\\u001b[31m\\n::error::pwned \\ud800 {0} [x](http:y)";
const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: "${name}" }
spec:
  hostNetwork: true # kubehint: ignore[host-network] the agent of the node
  hostPID: true # kubehint: ignore[host-pid]
  containers:
    - name: "${name}"
      image: registry.example/web:1.4.2
      securityContext: { privileged: true, allowPrivilegeEscalation: true }
`;
const hostileFile = "a b/100%/ä#1?x=y&z [1] {0}:'\"<>\\^`|\u001b[31m\u202e.yaml";

const workspaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "nothing at all": {},
  "no finding": { "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\n" },
  "findings, fixes and suppressions": { "kubehint.yaml": "profile: all\n", "pod.yaml": pod("web") },
  "charts and what several files tell": acrossWorkspace,
  "hostile names": { [hostileFile]: pod(hostile) },
  "what cannot be read": {
    "kubehint.yaml": "profile: most\nrules: [\n",
    "broken.yaml": `${pod("web")}---\n${pod("b")}  x: [\n`,
    "chart/Chart.yaml": "apiVersion: v2\nname: x\nversion: 1.0.0\n",
    "chart/templates/a.yaml": "{{ fail `no` }}\n",
    "chart/templates/b.yaml": "{{ if }}\n",
  },
};

async function sarif(cwd: string, ...args: string[]): Promise<Log> {
  return JSON.parse((await inProcess(cwd, "scan", "--format", "sarif", ...args)).stdout);
}

describe("SARIF, against the schema of the standard", function () {
  this.timeout(60_000);

  for (const [name, files] of Object.entries(workspaces))
    for (const profile of [[], ["--profile", "all"]])
      it(`is valid for ${name} ${profile.join(" ")}`, async () => {
        assert.deepEqual(sarifErrors(await sarif(temporaryFolder(files), ...profile)), []);
      });

  it("has in it what the workspaces are about", async () => {
    const run = async (name: string) => {
      const [first] = (await sarif(temporaryFolder(workspaces[name] ?? {}))).runs;
      assert.ok(first);
      return {
        results: first.results ?? [],
        notes: first.invocations?.[0]?.toolExecutionNotifications ?? [],
      };
    };
    assert.equal((await run("nothing at all")).results.length, 0);
    const { results } = await run("findings, fixes and suppressions");
    assert.ok(results.some(({ fixes }) => fixes));
    assert.ok(results.some(({ suppressions }) => suppressions?.[0]?.justification));
    const across = await run("charts and what several files tell");
    assert.ok(across.results.some(({ relatedLocations }) => relatedLocations));
    assert.ok(JSON.stringify(across.results).includes("chart/templates"));
    assert.ok((await run("what cannot be read")).notes.some(({ level }) => level === "error"));
    assert.ok((await run("hostile names")).results.length > 0);
  });

  it("is valid for merged shards, and the same as of one scan", async () => {
    const cwd = temporaryFolder(acrossWorkspace);
    const out = temporaryFolder({});
    const parts = [1, 2, 3].map((shard) => `${out}/part-${shard}.json`);
    for (const [at, part] of parts.entries())
      await inProcess(cwd, "scan", "--shard", `${at + 1}/3`, "--format", "json", "--output", part);
    await inProcess(cwd, "merge", ...parts, "--format", "sarif", "--output", `${out}/merged.sarif`);
    const merged = JSON.parse(readFileSync(`${out}/merged.sarif`, "utf8"));
    assert.deepEqual(sarifErrors(merged), []);
    assert.deepEqual(merged, await sarif(cwd));
  });

  it("is what the schema is able to refuse", async () => {
    const log = await sarif(temporaryFolder({ "pod.yaml": pod("web") }));
    const [run] = log.runs;
    const [result] = run?.results ?? [];
    assert.ok(run && result);
    const spoilt: unknown = {
      ...log,
      runs: [{ ...run, results: [{ ...result, level: "fatal", extra: 1 }] }],
    };
    assert.equal(sarifErrors(spoilt).length, 2);
  });
});
