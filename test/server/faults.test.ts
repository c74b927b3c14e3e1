import assert from "node:assert/strict";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { methods } from "../../server/protocol";
import { faultyRule } from "../harness/faultyRule";
import { startClient, until } from "../harness/languageClient";
import { bundleServer, RestartingClient } from "../harness/serverProcess";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: ${name}, image: a:1, securityContext: { privileged: true } }
`;

describe("a rule that throws", () => {
  it("costs its own findings in that file, which says so on its first line, and nothing else", async () => {
    const client = await startClient({ rules: [faultyRule] });
    const one = await client.open(`${pod("throws")}---\n${pod("throws")}`, "untitled:one.yaml");
    const other = await client.open(pod("web"), "untitled:other.yaml");
    assert.deepEqual(await client.problems(one), [
      "rule-failed@1:0",
      "privileged-container@5:65",
      "privileged-container@11:65",
    ]);
    assert.deepEqual(await client.problems(other), ["privileged-container@5:62"]);
    await client.stop();
  });

  it("is named in the log once for each fault, without a word of the manifest", async () => {
    const client = await startClient({ rules: [faultyRule] });
    const uri = await client.open(pod("throws"));
    await client.problems(uri);
    await client.type(uri, "a:1", "a:2");
    await client.problems(uri);
    await until("the fault is logged", () => client.logged.length > 0);
    assert.deepEqual(
      client.logged.map((line) => line.replace(/:\d+:\d+$/, "")),
      ["rule faulty-rule failed: TypeError at faultyRule.ts"],
    );
    await client.stop();
  });

  it("on what a template renders is said on the template, in the editor and by a scan", async () => {
    const files = {
      "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "web/values.yaml": "name: throws\n",
      "web/templates/pod.yaml": pod("{{ .Values.name }}"),
    };
    const folder = temporaryFolder(files);
    const client = await startClient({ rules: [faultyRule], folders: [folder] });
    const path = join(folder, "web/templates/pod.yaml");
    const uri = await client.open(files["web/templates/pod.yaml"], URI.file(path).toString());
    assert.deepEqual(await client.problems(uri), ["helm-chart@1:0", "privileged-container@5:77"]);
    const { partly } = await client.scan();
    assert.equal(partly, 1);
    await client.stop();
  });
});

describe("a rule that ends the server", () => {
  let server: string;
  let client: RestartingClient;
  before(() => {
    server = bundleServer(join(__dirname, "../harness/faultyServer.ts"), temporaryFolder({}));
  });
  beforeEach(async () => {
    client = new RestartingClient(server);
    await client.initialize();
  });
  afterEach(() => client.stop());

  const bad = "untitled:bad.yaml";
  const good = "untitled:good.yaml";
  const privileged = "privileged-container@5:62";

  it("has the document left out after the second time, until it changes; all others go on", async () => {
    await client.set(good, pod("web"));
    await client.set(bad, pod("aborts"));
    assert.deepEqual(await client.problems(bad), ["quarantined@1:0"]);
    assert.deepEqual(await client.problems(good), [privileged]);
    assert.deepEqual([client.ends, client.quarantined], [2, [bad]]);
    await client.set(bad, pod("api"));
    assert.deepEqual(await client.problems(bad), [privileged]);
    assert.equal(client.ends, 2);
  }).timeout(60_000);

  it("by never coming to an end is cut off, and the log names the document", async () => {
    await client.set(good, pod("web"));
    await client.problems(good);
    await client.set(bad, pod("loops"));
    assert.deepEqual(await client.problems(bad), ["quarantined@1:0"]);
    assert.deepEqual(await client.problems(good), [privileged]);
    assert.deepEqual(client.printed, [
      `kubehint: gave up after 5000 ms without an end, at work on ${bad}`,
      `kubehint: gave up after 5000 ms without an end, at work on ${bad}`,
    ]);
  }).timeout(120_000);

  it("is left out whatever its text once that has been of no use", async () => {
    await client.set(bad, pod("aborts"));
    await client.problems(bad);
    for (const image of ["a:2", "a:3"]) {
      await client.set(bad, pod("aborts").replace("a:1", image));
      await client.problems(bad);
    }
    await client.set(bad, pod("web"));
    assert.deepEqual(await client.problems(bad), ["quarantined@1:0"]);
    assert.equal(client.ends, 4);
  }).timeout(60_000);

  it("by itself, time and again, has no document left out", async () => {
    await client.set(good, pod("web"));
    for (let turn = 0; turn < 6; turn++) {
      assert.deepEqual(await client.problems(good), [privileged]);
      client.kill();
    }
    assert.deepEqual(await client.problems(good), [privileged]);
    assert.deepEqual(client.quarantined, []);
  }).timeout(60_000);

  it("is none where it waits for a processor, or works on one document of many after the other", async () => {
    await client.set(bad, pod("waits"));
    assert.deepEqual(await client.problems(bad), ["privileged-container@5:64"]);
    await client.set(good, Array.from({ length: 7 }, () => pod("works")).join("---\n"));
    assert.equal((await client.problems(good)).length, 7);
    assert.equal(client.ends, 0);
  }).timeout(60_000);

  it("among the files of a workspace has the file left out that it was asked about", async () => {
    await client.set(bad, pod("web").replace("kind: Pod", "kind: Pod\nmetadata: { name: aborts-among }"));
    await client.set(good, pod("web"));
    assert.deepEqual(await client.problems(bad), ["quarantined@1:0"]);
    assert.deepEqual(await client.problems(good), [privileged]);
    assert.deepEqual([client.ends, client.quarantined], [2, [bad]]);
  }).timeout(60_000);
});

describe("a chart that ends the server", () => {
  const files = {
    "bad/Chart.yaml": "apiVersion: v2\nname: bad\nversion: 1.0.0\n",
    "bad/values.yaml": "name: aborts\n",
    "bad/templates/pod.yaml": pod("{{ .Values.name }}"),
    "bad/templates/plain.yaml": pod("plain"),
    "good/Chart.yaml": "apiVersion: v2\nname: good\nversion: 1.0.0\n",
    "good/values.yaml": "name: web\n",
    "good/templates/pod.yaml": pod("{{ .Values.name }}"),
    "plain.yaml": pod("web"),
  };
  const privileged = ["privileged-container"];
  let server: string;
  let folder: string;
  let client: RestartingClient;
  before(() => {
    server = bundleServer(join(__dirname, "../harness/faultyServer.ts"), temporaryFolder({}));
  });
  beforeEach(async () => {
    folder = temporaryFolder(files);
    client = new RestartingClient(server, [folder]);
    await client.initialize();
  });
  afterEach(() => client.stop());

  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  const open = (name: keyof typeof files) => client.set(uriOf(name), files[name]);
  const codes = async (uri: string) =>
    (await client.problems(uri)).map((problem) => problem.replace(/@.*/, ""));

  it("is not rendered after the second time, until one of its files changes; all else is checked", async () => {
    const template = await open("bad/templates/pod.yaml");
    const plain = await open("bad/templates/plain.yaml");
    const other = await open("good/templates/pod.yaml");
    assert.deepEqual(await codes(template), ["quarantined"]);
    assert.deepEqual(await codes(plain), ["quarantined", ...privileged]);
    assert.deepEqual(await codes(other), privileged);
    assert.deepEqual([client.ends, client.quarantined], [2, [uriOf("bad")]]);
    const values = await client.set(uriOf("bad/values.yaml"), "name: web\n");
    assert.deepEqual(await codes(template), privileged);
    assert.deepEqual(await codes(values), []);
    assert.equal(client.ends, 2);
  }).timeout(60_000);

  it("is none that takes its time with each of many values files", async () => {
    const values = Object.fromEntries(
      ["a", "b", "c", "d"].map((name) => [`web/values-${name}.yaml`, `of: ${name}\n`]),
    );
    const template = `${pod("works-{{ .Values.of }}")}    - { name: works-more, image: a:1 }\n`;
    const slow = temporaryFolder({
      ...values,
      "web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
      "web/templates/pod.yaml": template,
    });
    await client.stop();
    client = new RestartingClient(server, [slow]);
    await client.initialize();
    const uri = await client.set(URI.file(join(slow, "web/templates/pod.yaml")).toString(), template);
    assert.deepEqual(await codes(uri), privileged);
    assert.equal(client.ends, 0);
  }).timeout(60_000);

  it("is left out of a scan, which says so on its Chart.yaml, and of reports", async () => {
    const summary = await client.ask((one) => one.scan());
    assert.deepEqual([client.ends, client.quarantined], [2, [uriOf("bad")]]);
    assert.equal(summary.found, 8);
    const published = (name: string) => client.client.publishedCodes(join(folder, name));
    assert.deepEqual(
      ["bad/Chart.yaml", "bad/templates/plain.yaml", "good/templates/pod.yaml", "plain.yaml"].map(published),
      [["quarantined"], privileged, privileged, privileged],
    );
    const report = await client.ask((one) =>
      one.connection.sendRequest<string>(methods.report, { format: "json", version: "1" }),
    );
    const { partly } = JSON.parse(report).files;
    assert.deepEqual(
      partly.map(({ file, reason }: { file: string; reason: string }) => `${file}: ${reason}`),
      [
        "bad/Chart.yaml: its chart made the language server fail",
        "bad/templates/pod.yaml: a Helm template that was not rendered",
      ],
    );
    assert.equal(client.ends, 2);
  }).timeout(60_000);
});

describe("a kustomization that ended the server", () => {
  it("says nothing of other files any more, and is said to be left out", async () => {
    const patch = pod("web");
    const folder = temporaryFolder({
      "base/pod.yaml": pod("web"),
      "overlay/kustomization.yaml": "resources: [../base]\npatches: [{ path: patch.yaml }]\n",
      "overlay/patch.yaml": patch,
    });
    const path = (name: string) => join(folder, name);
    const seen = async (quarantined: readonly string[]) => {
      const crashed = { suspects: [], quarantined: quarantined.map((uri) => ({ uri })) };
      const settings = () => ({ profile: "restricted" });
      const client = await startClient({ folders: [folder], settings, options: { crashed } });
      await client.scan();
      const codes = ["overlay/kustomization.yaml", "overlay/patch.yaml"].map((name) =>
        client.publishedCodes(path(name)),
      );
      const uri = await client.open(patch, URI.file(path("overlay/patch.yaml")).toString());
      codes.push((await client.diagnostics(uri)).map(({ code }) => String(code)));
      await client.stop();
      return codes;
    };
    const only = ["privileged-container"];
    assert.deepEqual(await seen([]), [[], only, only]);
    const uri = URI.file(path("overlay/kustomization.yaml")).toString();
    const [said, closed, open] = await seen([uri]);
    assert.deepEqual(said, ["quarantined"]);
    for (const codes of [closed, open]) assert.ok(codes?.includes("missing-hardening"), codes?.join());
  });
});
