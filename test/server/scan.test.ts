import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { CancellationTokenSource, FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { rules } from "../../rules";
import { type LanguageClient, startClient, until } from "../harness/languageClient";

const pod = (privileged: boolean) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - { name: web, image: "registry.example/web:1.4.2", securityContext: { privileged: ${privileged} } }
`;
/** Of all rules this one alone, whatever the profiles hold. */
const only = {
  rules: Object.fromEntries(rules.map(({ id }) => [id, id === "privileged-container" ? "critical" : "off"])),
};

describe("scanning a workspace", () => {
  let folder: string;
  let client: LanguageClient;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubehint-scan-"));
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  const start = async (folders = [folder]) => {
    client = await startClient({ folders, settings: () => only });
  };

  it("answers with all findings when another scan takes its place", async () => {
    for (let index = 0; index < 20; index++) write(`${index}.yaml`, pod(true));
    await start();
    const [first, second] = await Promise.all([client.scan(), client.scan()]);
    assert.deepEqual([first.findings, first.cancelled], [20, false]);
    assert.deepEqual([second.findings, second.cancelled], [20, false]);
  });

  it("takes back what it published for a file that is opened during the next scan", async () => {
    for (let index = 100; index < 400; index++) write(`${index}.yaml`, pod(true));
    const last = join(folder, "399.yaml");
    await start();
    await client.scan();
    assert.deepEqual(client.publishedCodes(last), ["privileged-container"]);
    const { length } = client.progress;
    const scanning = client.scan();
    await until("under way", () => client.progress.length > length);
    await client.open(pod(false), uriOf("399.yaml"));
    await scanning;
    await until("taken back", () => client.publishedCodes(last).length === 0);
  });

  it("publishes what it finds in files that are not open, and lists it", async () => {
    const a = write("a.yaml", pod(true));
    write("deep/b.yml", `${pod(true)}---\n${pod(true)}`);
    write("fine.yaml", pod(false));
    write("notes.yaml", "a: b\n");
    write("node_modules/x.yaml", pod(true));
    await start();
    const summary = await client.scan();
    assert.deepEqual(
      { ...summary, milliseconds: 0 },
      { found: 4, checked: 3, partly: 0, skipped: 1, findings: 3, cancelled: false, milliseconds: 0 },
    );
    assert.deepEqual(client.tree(), {
      "a.yaml": ["privileged-container"],
      "b.yml": ["privileged-container", "privileged-container"],
    });
    assert.deepEqual(client.publishedCodes(a), ["privileged-container"]);
    assert.deepEqual(client.progress.at(-1), { done: 4, found: 4, findings: 3 });
    const [first] = client.results.flatMap(({ files }) => files.flatMap(({ findings }) => findings));
    assert.equal(first?.title, "Privileged container");
    assert.equal(first?.fix, "review");
  });

  it("renders charts, and publishes what it finds on their values", async () => {
    write("chart/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    const values = write("chart/values.yaml", "privileged: true\n");
    write("chart/templates/web.yaml", pod(true).replace("true", "{{ .Values.privileged }}"));
    await start();
    const summary = await client.scan();
    assert.deepEqual([summary.found, summary.checked, summary.findings], [3, 2, 1]);
    assert.deepEqual(client.publishedCodes(values), ["privileged-container"]);
    assert.deepEqual(client.tree(), { "values.yaml": ["privileged-container"] });
  });

  it("counts an open file by the text in the editor and leaves its problems to the editor", async () => {
    const path = write("a.yaml", pod(true));
    await start();
    const uri = await client.open(pod(true), uriOf("a.yaml"));
    await client.type(uri, "privileged: true", "privileged: false");
    assert.equal((await client.scan()).findings, 0);
    assert.deepEqual(client.tree(), {});
    await client.type(uri, "privileged: false", "privileged: true");
    await until("listed again", () => client.tree()["a.yaml"]?.length === 1);
    assert.deepEqual(client.publishedCodes(path), []);
    await client.close(uri);
    await until("published", () => client.publishedCodes(path).length === 1);
  });

  it("takes a published file back while it is open", async () => {
    const path = write("a.yaml", pod(true));
    await start();
    await client.scan();
    assert.equal(client.publishedCodes(path).length, 1);
    const uri = await client.open(pod(true), uriOf("a.yaml"));
    await until("hidden", () => client.publishedCodes(path).length === 0);
    assert.equal((await client.diagnostics(uri)).length, 1);
    // Closed without saving: what is on disk counts, not what was typed.
    await client.type(uri, "privileged: true", "privileged: false");
    await client.close(uri);
    await until("published again", () => client.publishedCodes(path).length === 1);
  });

  it("follows files that change, come and go", async () => {
    const path = write("a.yaml", pod(true));
    await start();
    await client.scan();
    write("a.yaml", pod(false));
    await client.fileChanged(path, FileChangeType.Changed);
    await until("cleared", () => client.publishedCodes(path).length === 0 && !client.tree()["a.yaml"]);
    const created = write("new.yaml", pod(true));
    await client.fileChanged(created, FileChangeType.Created);
    await until("found", () => client.publishedCodes(created).length === 1);
    rmSync(created);
    await client.fileChanged(created, FileChangeType.Deleted);
    await until("gone", () => client.publishedCodes(created).length === 0 && !client.tree()["new.yaml"]);
    const ignored = write("node_modules/x.yaml", pod(true));
    await client.fileChanged(ignored, FileChangeType.Created);
    await client.scan();
    assert.deepEqual(client.tree(), {});
  });

  it("forgets files that a second scan does not find", async () => {
    const path = write("a.yaml", pod(true));
    await start();
    await client.scan();
    rmSync(path);
    await client.scan();
    assert.deepEqual(client.publishedCodes(path), []);
    assert.deepEqual(client.tree(), {});
  });

  it("keeps what was found when it is cancelled", async () => {
    for (let i = 0; i < 300; i++) write(`${i}.yaml`, pod(true));
    await start();
    const source = new CancellationTokenSource();
    const running = client.scan(source.token);
    await until(
      "some progress",
      () => client.progress.some(({ done }) => done > 0) || client.progress.length > 0,
    );
    source.cancel();
    const summary = await running;
    assert.equal(Object.keys(client.tree()).length, summary.findings);
    assert.ok(summary.cancelled ? summary.findings < 300 : summary.findings === 300);
  });

  it("answers others while it runs", async () => {
    for (let i = 0; i < 400; i++) write(`${i}.yaml`, pod(true).repeat(3));
    await start();
    const uri = await client.open(pod(true));
    const running = client.scan();
    let longest = 0;
    let isDone = false;
    void running.then(() => {
      isDone = true;
    });
    while (!isDone) {
      const startedAt = performance.now();
      await client.diagnostics(uri);
      longest = Math.max(longest, performance.now() - startedAt);
    }
    assert.ok(longest < 500, `${longest.toFixed(0)} ms`);
  });

  it("clears a folder that leaves the workspace", async () => {
    const path = write("one/a.yaml", pod(true));
    const kept = write("two/b.yaml", pod(true));
    await start([join(folder, "one"), join(folder, "two")]);
    await client.scan();
    await client.removeFolder(join(folder, "one"));
    await until("cleared", () => client.publishedCodes(path).length === 0);
    assert.deepEqual(client.publishedCodes(kept), ["privileged-container"]);
    assert.deepEqual(Object.keys(client.tree()), ["b.yaml"]);
  });

  it("forgets what lay in a folder that is deleted or has another name, of whose files no watcher hears", async () => {
    const deleted = write("gone/a.yaml", pod(true));
    const renamed = write("old/b.yaml", pod(true));
    const kept = write("kept/c.yaml", pod(true));
    await start();
    await client.scan();
    assert.deepEqual(Object.keys(client.tree()), ["a.yaml", "b.yaml", "c.yaml"]);
    rmSync(dirname(deleted), { recursive: true });
    await client.connection.sendNotification("workspace/didDeleteFiles", { files: [{ uri: uriOf("gone") }] });
    await until("the deleted folder is forgotten", () => client.publishedCodes(deleted).length === 0);
    renameSync(dirname(renamed), join(folder, "new"));
    await client.connection.sendNotification("workspace/didRenameFiles", {
      files: [{ oldUri: uriOf("old"), newUri: uriOf("new") }],
    });
    await until("the renamed folder is forgotten", () => client.publishedCodes(renamed).length === 0);
    assert.deepEqual(client.publishedCodes(kept), ["privileged-container"]);
    assert.deepEqual(Object.keys(client.tree()), ["c.yaml"]);
  });

  it("is made again when the settings change", async () => {
    const path = write("a.yaml", pod(true));
    await start();
    await client.scan();
    await client.changeSettings({ ...only, rules: { ...only.rules, "privileged-container": "off" } });
    await until("cleared", () => client.publishedCodes(path).length === 0);
    await client.changeSettings(only);
    await until("found again", () => client.publishedCodes(path).length === 1);
  });

  it("misses nothing in a Kustomize patch that the patched object has", async () => {
    write("kustomization.yaml", "patches:\n  - path: patch.yaml\n");
    write("patch.yaml", pod(false));
    client = await startClient({ folders: [folder], settings: () => ({ profile: "pss-restricted" }) });
    await client.scan();
    assert.deepEqual(client.tree(), {});
    const uri = await client.open(pod(false), uriOf("patch.yaml"));
    assert.deepEqual(await client.problems(uri), []);
    assert.deepEqual(await client.lenses(uri), []);
    write("kustomization.yaml", "resources: [patch.yaml]\n");
    await client.fileChanged(join(folder, "kustomization.yaml"), FileChangeType.Changed);
    await until("a refresh", () => client.refreshes > 0);
    assert.ok((await client.problems(uri)).length > 0);
  });
});
