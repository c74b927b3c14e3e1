import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { configured } from "../../workspace/configuration/apply";
import { type ConfigurationFile, ConfigurationFiles } from "../../workspace/configuration/configurationFiles";
import { scanFiles } from "../../workspace/scanFiles";
import { defaultSettings, linterConfig } from "../../workspace/settings";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const denied = Object.assign(new Error("EACCES"), { code: "EACCES" });

/** Files that were read for a folder, and whatever was said of any, as `path: message`. */
async function above(files: Record<string, string | Error>, folder: string, top = "/w") {
  const said: string[] = [];
  const found = new ConfigurationFiles(memoryFileSystem(files), rules, ({ path, problems }) =>
    said.push(...problems.map(({ message }) => `${path}: ${message}`)),
  );
  const chain = await found.above(folder, top);
  assert.equal(await found.above(folder, top), chain, "the same answer without reading again");
  return { paths: chain.map(({ path }) => path), chain, said };
}

describe("configuration files", () => {
  it("are those of the folder and above it, the outermost first, up to the top", async () => {
    const files = {
      "/kubehint.yaml": "",
      "/w/kubehint.yaml": "",
      "/w/a/b/kubehint.yml": "",
      "/w/a/b/c/x.yaml": "",
      "/other/kubehint.yaml": "",
    };
    assert.deepEqual((await above(files, "/w/a/b/c")).paths, ["/w/kubehint.yaml", "/w/a/b/kubehint.yml"]);
    assert.deepEqual((await above(files, "/w/a")).paths, ["/w/kubehint.yaml"]);
    assert.deepEqual((await above(files, "/w")).paths, ["/w/kubehint.yaml"]);
    assert.deepEqual((await above(files, "/other")).paths, ["/other/kubehint.yaml"]);
    assert.deepEqual((await above(files, "/w/a", "/")).paths, ["/kubehint.yaml", "/w/kubehint.yaml"]);
  });

  it("are not read where they came with a chart's dependency", async () => {
    const files = {
      "/w/shop/Chart.yaml": "",
      "/w/shop/kubehint.yaml": "",
      "/w/shop/charts/db/kubehint.yaml": "oops: 1\n",
      "/w/charts/kubehint.yaml": "",
    };
    assert.deepEqual(await above(files, "/w/shop/charts/db").then(({ paths, said }) => [paths, said]), [
      ["/w/shop/kubehint.yaml"],
      [],
    ]);
    assert.deepEqual((await above(files, "/w/charts")).paths, ["/w/charts/kubehint.yaml"]);
  });

  it("that cannot be read, are too large or stand beside another are told of", async () => {
    const files = {
      "/w/a/kubehint.yaml": denied,
      "/w/b/kubehint.yaml": `# ${"x".repeat(1024 * 1024)}\n`,
      "/w/c/kubehint.yaml": "profile: nsa\n",
      "/w/c/kubehint.yml": "profile: cis\n",
      "/w/d/kubehint.yaml/x": "a folder of that name",
    };
    assert.deepEqual((await above(files, "/w/a")).said, [
      "/w/a/kubehint.yaml: this file cannot be read: permission denied",
    ]);
    assert.deepEqual((await above(files, "/w/b")).said, [
      "/w/b/kubehint.yaml: this file is larger than 1 MB and is not read",
    ]);
    const { said, chain } = await above(files, "/w/c");
    assert.deepEqual(said, ["/w/c/kubehint.yml: kubehint.yaml beside it is read instead"]);
    assert.deepEqual(
      chain.map(({ configuration }) => configuration.profile),
      ["nsa"],
    );
    assert.deepEqual((await above(files, "/w/d")).paths, []);
  });
});

describe("configuration", () => {
  async function settings(...texts: string[]) {
    const folders = texts.map((_, index) => `/w${"/a".repeat(index)}`);
    const files = Object.fromEntries(texts.map((text, index) => [`${folders[index]}/kubehint.yaml`, text]));
    const { chain, said } = await above(files, folders.at(-1) ?? "/w");
    assert.deepEqual(said, []);
    return configured({ ...defaultSettings, profile: "nsa", rules: { "host-pid": "low" } }, chain);
  }

  it("wins over settings and is won over by what is nearer, key by key", async () => {
    const result = await settings(
      "profile: cis\nkubernetesVersion: 1.20\nrules: { host-network: off, host-ipc: off }\n",
      "kubernetesVersion: 1.21\nrules: { host-network: high }\n",
    );
    assert.equal(result.profile, "cis");
    assert.equal(result.minor, 21);
    assert.deepEqual(result.rules, { "host-pid": "low", "host-ipc": "off", "host-network": "high" });
    assert.equal((await settings("kubernetesVersion: 1.20")).profile, "nsa", "the setting");
  });

  it("adds options up, and replaces what is said of a kind", async () => {
    const kind = (name: string, podSpec: string, version = "v1") =>
      `{ apiVersion: example.com/${version}, kind: ${name}, podSpec: ${podSpec} }`;
    const result = await settings(
      `rules: { environment-variable-policy: { options: { forbidden: [A], required: [B] } } }
kinds: [${kind("Fleet", "spec.a")}, ${kind("Fleet", "spec.b")}, ${kind("Farm", "spec.c")}]
`,
      `rules: { environment-variable-policy: { options: { required: [C] } } }
kinds: [${kind("Fleet", "spec.d", "v2")}]
`,
    );
    assert.deepEqual(result.options, {
      "environment-variable-policy": { forbidden: ["A"], required: ["C"] },
    });
    assert.deepEqual(
      result.kinds.map(({ kind: name, podSpec }) => `${name} ${podSpec}`),
      ["Farm spec.c", "Fleet spec.d"],
    );
  });
});

describe("a scan of folders that are configured apart", () => {
  it("judges each file as its folder says, across files too, and leaves out what is excluded", async () => {
    const workload = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 2
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { hostNetwork: true, containers: [{ name: web, image: a }] }
`;
    const files = {
      "/w/kubehint.yaml": "exclude: [skipped]\nrules: { pod-disruption-budget-missing: low }\n",
      "/w/a/web.yaml": workload,
      "/w/b/kubehint.yaml": "rules: { host-network: off, pod-disruption-budget-missing: off }\n",
      "/w/b/web.yaml": workload,
      "/w/skipped/kubehint.yaml": "exclude: ['!web.yaml']\n",
      "/w/skipped/web.yaml": workload,
    };
    const fileSystem = memoryFileSystem(files);
    const found = new ConfigurationFiles(fileSystem, rules);
    const configuration = (folder: string): Promise<readonly ConfigurationFile[]> =>
      found.above(folder, "/w");
    const only = rules.filter(({ id }) => ["host-network", "pod-disruption-budget-missing"].includes(id));
    assert.equal(only.length, 2);
    const reported: string[] = [];
    const note = ({ path, findings }: { path: string; findings: readonly { rule: string }[] }) =>
      void reported.push(...findings.map(({ rule }) => `${path} ${rule}`));
    await scanFiles(
      {
        fileSystem,
        roots: ["/w"],
        base: "/w",
        linter: createLinter({ rules: only, config: defaultConfig }),
        linterIn: async (folder) => {
          const config = linterConfig(configured(defaultSettings, await configuration(folder)));
          return createLinter({ rules: only, config });
        },
        configuration,
        onAcross: note,
      },
      ({ path, result }) => note({ path, findings: result.findings }),
    );
    assert.deepEqual(reported.sort(), [
      "/w/a/web.yaml host-network",
      "/w/a/web.yaml pod-disruption-budget-missing",
    ]);
  });
});
