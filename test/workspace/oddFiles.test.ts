import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter, type Linter } from "../../engine/linter";
import { rules } from "../../rules";
import { scanChart } from "../../workspace/charts/scanChart";
import { Baselines } from "../../workspace/configuration/baselines";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { scanFiles } from "../../workspace/scanFiles";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { by: ${name} } }
spec: { hostPID: true, containers: [{ name: web, image: a }] }
`;

const plain = createLinter({ rules: rules.filter(({ id }) => id === "host-pid"), config: defaultConfig });

/** File -> status, with the reason where it has one, and how much was found in it that no other file puts in order. */
async function scan(folder: string, linter: Linter = plain) {
  const kinds = new Map<string, string>();
  const found = new Map<string, readonly Finding[]>();
  const totals = await scanFiles(
    {
      fileSystem: nodeFileSystem(),
      roots: [folder],
      base: folder,
      linter,
      eachFile: false,
      chartScanner: async () => scanChart,
      onSettled: (path, { settles }) => {
        found.set(
          path,
          (found.get(path) ?? []).filter((finding) => !settles(finding)),
        );
      },
    },
    ({ path, result: { status, findings } }) => {
      kinds.set(path, "reason" in status ? `${status.kind}: ${status.reason}` : status.kind);
      found.set(path, findings);
    },
  );
  assert.equal(totals.found, totals.checked + totals.partly + totals.skipped);
  return Object.fromEntries(
    [...kinds].map(([path, kind]) => [
      path.slice(folder.length + 1),
      `${kind}, ${found.get(path)?.length ?? 0}`,
    ]),
  );
}

describe("files that are odd", () => {
  it("are read in the encodings that kubectl reads, and named in others", async () => {
    const text = pod("Müller \u{1F600}");
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    const folder = temporaryFolder({
      "utf8-with-mark.yaml": Buffer.from(`\ufeff${text}`),
      "utf16-little.yaml": little,
      "utf16-big.yaml": Buffer.from(little).swap16(),
      "utf16-without-mark.yaml": Buffer.from(text, "utf16le"),
      "utf16-odd-length.yaml": Buffer.concat([little, Buffer.of(10)]),
      "latin1.yaml": Buffer.from(pod("Müller"), "latin1"),
    });
    const seen = await scan(folder);
    assert.deepEqual(
      ["utf8-with-mark", "utf16-little", "utf16-big", "latin1"].map((name) => seen[`${name}.yaml`]),
      ["checked, 1", "checked, 1", "checked, 1", "checked, 1"],
    );
    assert.equal(seen["utf16-without-mark.yaml"], "skipped: not text, 0");
    // What is broken is still no reason to pass over the object in it without a word.
    assert.notEqual(seen["utf16-odd-length.yaml"], "skipped: no Kubernetes resource, 0");
    const read = await nodeFileSystem().readFile(join(folder, "utf16-big.yaml"));
    assert.equal(read, text);
  });

  it("are no kustomization or patch above 10 MB, nor where they are a pipe", async () => {
    const large = "#".repeat(11 * 1024 * 1024);
    const folder = temporaryFolder({
      "pod.yaml": pod("a"),
      "kustomization.yaml": `resources: [pod.yaml]\npatches: [{ target: { kind: Pod }, patch: "[{ op: remove, path: /spec/hostPID }]" }]\n${large}`,
      "overlay/kustomization.yaml":
        "resources: [../base]\npatches: [{ path: large.yaml, target: { kind: Pod } }, { path: pipe.yaml, target: { kind: Pod } }]\n",
      "overlay/large.yaml": `- { op: remove, path: /spec/hostPID }\n${large}`,
      "base/kustomization.yaml": "resources: [pod.yaml]\n",
      "base/pod.yaml": pod("b"),
    });
    execFileSync("mkfifo", [join(folder, "overlay/pipe.yaml")]);
    const seen = await scan(folder);
    assert.equal(seen["pod.yaml"], "checked, 1");
    assert.equal(seen["base/pod.yaml"], "checked, 1");
    assert.equal(seen["kustomization.yaml"], "skipped: larger than 10 MB, 0");
    assert.equal(seen["overlay/large.yaml"], "skipped: larger than 10 MB, 0");
    assert.equal(seen["overlay/pipe.yaml"], "skipped: not a regular file, 0");
  }).timeout(20_000);

  it("are manifests in JSON however their keys are written", async () => {
    const text = JSON.stringify({ apiVersion: "v1", kind: "Pod", spec: { hostPID: true, containers: [] } });
    const folder = temporaryFolder({ "pod.json": text.replace("apiVersion", "\\u0061piVersion") });
    assert.deepEqual(await scan(folder), { "pod.json": "checked, 1" });
  });

  it("are no baseline above 64 MB", async () => {
    const folder = temporaryFolder({ ".kubehint-baseline.json": "" });
    truncateSync(join(folder, ".kubehint-baseline.json"), 65 * 1024 * 1024);
    const complaints: string[] = [];
    const baselines = new Baselines(nodeFileSystem(), (_, reason) => complaints.push(reason));
    assert.equal(await baselines.of(join(folder, "pod.yaml"), [], folder), undefined);
    assert.deepEqual(complaints, ["this file is larger than 64 MB and is not read"]);
  });

  const faulty: Linter = {
    ...plain,
    lint(text, options) {
      if (text.includes("by: fault")) throw new RangeError("what the manifest says must not be quoted");
      return plain.lint(text, options);
    },
  };

  it("cost a fault of ours in one of them this one alone", async () => {
    const folder = temporaryFolder({ "a.yaml": pod("a"), "b.yaml": pod("fault"), "c.yaml": pod("c") });
    assert.deepEqual(await scan(folder, faulty), {
      "a.yaml": "checked, 1",
      "b.yaml": "partly: the analysis failed, 0",
      "c.yaml": "checked, 1",
    });
  });

  it("cost a fault of ours at one chart this one alone", async () => {
    const chart = (name: string, by: string) => ({
      [`${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`,
      [`${name}/values.yaml`]: `by: ${by}\n`,
      [`${name}/templates/pod.yaml`]: pod("{{ .Values.by }}"),
    });
    const folder = temporaryFolder({
      ...chart("bad", "fault"),
      ...chart("good", "us"),
      "pod.yaml": pod("a"),
    });
    const seen = await scan(folder, faulty);
    assert.match(seen["bad/Chart.yaml"] ?? "", /^partly: the analysis failed: RangeError at [^ ]+, 0$/);
    assert.equal(seen["bad/templates/pod.yaml"], "partly: a Helm template that was not rendered, 0");
    assert.equal(seen["good/templates/pod.yaml"], "checked, 0");
    assert.equal(seen["pod.yaml"], "checked, 1");
  });
});
