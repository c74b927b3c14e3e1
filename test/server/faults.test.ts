import assert from "node:assert/strict";
import { join } from "node:path";
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
});
