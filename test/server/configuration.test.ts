import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { fullCapabilities, type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`;

const off = (...rules: string[]) => `rules:\n${rules.map((rule) => `  ${rule}: off\n`).join("")}`;

describe("kubehint.yaml in the editor", () => {
  let client: LanguageClient;
  let folder: string;
  afterEach(() => client.stop());

  const uriOf = (path: string) => URI.file(join(folder, path)).toString();
  const codes = async (path: string) =>
    (await client.diagnostics(uriOf(path))).map(({ code }) => String(code));
  const write = async (path: string, text: string) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
    await client.fileChanged(join(folder, path), FileChangeType.Changed);
  };
  const remove = async (path: string) => {
    rmSync(join(folder, path));
    await client.fileChanged(join(folder, path), FileChangeType.Deleted);
  };
  async function start(files: Record<string, string>, options: Parameters<typeof startClient>[0] = {}) {
    folder = temporaryFolder(files);
    client = await startClient({ folders: [folder], ...options });
  }

  it("holds for what lies below it, the nearest first, and wins over settings", async () => {
    await start(
      {
        "kubehint.yaml": off("host-network"),
        "deploy/kubehint.yml": "rules: { host-network: low, privileged-container: off }\n",
      },
      { settings: () => ({ rules: { "host-network": "critical", "host-pid": "off" } }) },
    );
    const text = pod.replace("hostNetwork", "hostPID: true\n  hostNetwork");
    await client.open(text, uriOf("a.yaml"));
    await client.open(text, uriOf("deploy/web/b.yaml"));
    assert.deepEqual(await codes("a.yaml"), ["privileged-container"]);
    assert.deepEqual(await codes("deploy/web/b.yaml"), ["host-network"]);
  });

  it("applies as soon as it is saved, appears or goes", async () => {
    await start({});
    await client.open(pod, uriOf("deploy/a.yaml"));
    assert.deepEqual(await codes("deploy/a.yaml"), ["host-network", "privileged-container"]);
    const refreshed = async (change: () => Promise<void>) => {
      const before = client.refreshes;
      await change();
      await until("a refresh", () => client.refreshes > before);
      return codes("deploy/a.yaml");
    };
    assert.deepEqual(await refreshed(() => write("kubehint.yaml", off("host-network"))), [
      "privileged-container",
    ]);
    assert.deepEqual(await refreshed(() => write("deploy/kubehint.yaml", off("privileged-container"))), []);
    assert.deepEqual(await refreshed(() => write("deploy/kubehint.yaml", "exclude: ['*.yaml']\n")), []);
    assert.deepEqual(await refreshed(() => remove("deploy/kubehint.yaml")), ["privileged-container"]);
    assert.deepEqual(await refreshed(() => remove("kubehint.yaml")), [
      "host-network",
      "privileged-container",
    ]);
    // A client that watches nothing still says what it saves.
    await client.open("", uriOf("kubehint.yaml"));
    writeFileSync(join(folder, "kubehint.yaml"), off("host-network"));
    assert.deepEqual(await refreshed(() => client.save(uriOf("kubehint.yaml"))), ["privileged-container"]);
  });

  it("has its mistakes marked as it is typed, while the rest stays in force", async () => {
    await start({ "kubehint.yaml": off("host-network") });
    await client.open(pod, uriOf("a.yaml"));
    const uri = await client.open(`${off("host-netwrk")}exclude: ["*"]\n`, uriOf("kubehint.yaml"));
    const [mistake, ...more] = await client.diagnostics(uri);
    assert.deepEqual(more, []);
    assert.deepEqual(mistake, {
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 13 } },
      severity: 2,
      source: "kubehint",
      code: "configuration",
      message: 'unknown rule "host-netwrk"; did you mean "host-network"?',
    });
    assert.deepEqual(await codes("a.yaml"), ["privileged-container"], "what is not saved does not count");
    await client.type(uri, "netwrk", "network");
    assert.deepEqual(await client.diagnostics(uri), []);
  });

  it("shows its mistakes also while it is not open", async () => {
    await start({ "kubehint.yaml": "rule: {}\n", "a.yaml": pod });
    const published = () => client.publishedCodes(join(folder, "kubehint.yaml"));
    await client.open(pod, uriOf("a.yaml"));
    await codes("a.yaml");
    await until("a diagnostic", () => published().length === 1);
    await client.open("rule: {}\n", uriOf("kubehint.yaml"));
    await until("it gone, because the editor asks itself", () => published().length === 0);
    await client.close(uriOf("kubehint.yaml"));
    await until("it back", () => published().length === 1);
    await client.scan();
    await write("kubehint.yaml", "rule: {}\nrles: {}\n");
    await until("two", () => published().length === 2);
    await write("kubehint.yaml", "rules: {}\n");
    await until("none", () => published().length === 0);
    await write("deploy/kubehint.yaml", "oops: 1\n");
    await until("one of another", () =>
      client.publishedCodes(join(folder, "deploy/kubehint.yaml")).includes("configuration"),
    );
    await remove("deploy/kubehint.yaml");
    await until("none of it", () => client.publishedCodes(join(folder, "deploy/kubehint.yaml")).length === 0);
  });

  it("says so where it is not read", async () => {
    await start({
      "shop/Chart.yaml": "name: shop\n",
      "shop/charts/db/kubehint.yaml": off("host-network"),
      "two/kubehint.yaml": "",
      "two/kubehint.yml": "",
    });
    await client.open(pod, uriOf("shop/charts/db/pod.yaml"));
    assert.deepEqual(await codes("shop/charts/db/pod.yaml"), ["host-network", "privileged-container"]);
    const said = async (path: string) => {
      await client.open(off("host-network"), uriOf(path));
      return (await client.diagnostics(uriOf(path))).map(({ message }) => message);
    };
    assert.deepEqual(await said("shop/charts/db/kubehint.yaml"), [
      "this file came with a chart's dependency and is not read",
    ]);
    assert.deepEqual(await said("two/kubehint.yml"), ["kubehint.yaml beside it is read instead"]);
    assert.deepEqual(await said("two/kubehint.yaml"), []);
  });

  it("tells where other kinds run pods, and what rules have to know", async () => {
    await start({});
    const fleet = `apiVersion: example.com/v1
kind: Fleet
metadata: { name: web }
spec: { pools: [{ podSpec: { hostNetwork: true, priorityClassName: lead } }] }
`;
    await client.open(fleet, uriOf("fleet.yaml"));
    assert.deepEqual(await codes("fleet.yaml"), []);
    const kinds = "kinds: [{ apiVersion: example.com/v1, kind: Fleet, podSpec: spec.pools.*.podSpec }]\n";
    await write("kubehint.yaml", kinds);
    await until("a refresh", () => client.refreshes > 0);
    assert.deepEqual(await codes("fleet.yaml"), ["host-network"]);
    await write(
      "kubehint.yaml",
      `${kinds}rules: { priority-class: { severity: low, options: { allowed: [gold] } } }\n`,
    );
    await until("another refresh", () => client.refreshes > 1);
    assert.deepEqual(await codes("fleet.yaml"), ["host-network", "priority-class"]);
    assert.match(await client.hover(uriOf("fleet.yaml"), "hostNetwork"), /network/);
  });

  it("holds in a scan, which follows it", async () => {
    await start({
      "kubehint.yaml": `exclude: [gen]\n${off("host-network")}`,
      "a.yaml": pod,
      "gen/b.yaml": pod,
      "deploy/kubehint.yaml": "rules: { host-network: low, privileged-container: off }\n",
      "deploy/c.yaml": pod,
    });
    await client.scan();
    await until("results", () => Object.keys(client.tree()).length === 2);
    assert.deepEqual(client.tree(), { "a.yaml": ["privileged-container"], "c.yaml": ["host-network"] });
    await write("kubehint.yaml", off("privileged-container"));
    await until("a new scan", () => client.tree()["b.yaml"] !== undefined);
    await until("all of it", () => Object.keys(client.tree()).length === 3);
    assert.deepEqual(client.tree(), {
      "a.yaml": ["host-network"],
      "b.yaml": ["host-network"],
      "c.yaml": ["host-network"],
    });
    // A file that changes is judged as in the scan.
    await write("deploy/c.yaml", pod.replace("hostNetwork", "hostPID"));
    await until("the change", () => client.tree()["c.yaml"]?.[0] === "host-pid");
  });

  it("reaches clients that are sent diagnostics", async () => {
    const { diagnostic: _, ...textDocument } = fullCapabilities.textDocument ?? {};
    await start({ "kubehint.yaml": "rule: {}\n" }, { capabilities: { ...fullCapabilities, textDocument } });
    await client.open("rule: {}\n", uriOf("kubehint.yaml"));
    await until("the mistake", () => client.publishedCodes(join(folder, "kubehint.yaml")).length === 1);
    await client.close(uriOf("kubehint.yaml"));
    await client.open(pod, uriOf("a.yaml"));
    await until("it is still there", () => client.publishedCodes(join(folder, "kubehint.yaml")).length === 1);
  });
});
