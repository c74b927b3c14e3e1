import assert from "node:assert/strict";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { methods, type ReportParams } from "../../server/protocol";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { faultyRule } from "../harness/faultyRule";
import { type LanguageClient, startClient } from "../harness/languageClient";
import { bundleServer, RestartingClient } from "../harness/serverProcess";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - { name: ${name}, image: "a:1", securityContext: { privileged: true } }
`;

/** Large enough for threads, with something of everything that one file has to do with another. */
function workspace(more: Record<string, string> = {}): string {
  const files: Record<string, string> = { ...acrossWorkspace, ...more };
  for (let index = 0; index < 320; index++) files[`many/${index % 7}/${index}.yaml`] = pod(`web-${index}`);
  return temporaryFolder(files);
}

/** All that a client has from its last scan. */
function shown({ results, published }: LanguageClient): string {
  const found = new Map<string, unknown>();
  for (const { reset, files } of results) {
    if (reset) found.clear();
    for (const { uri, findings } of files) found.set(uri, findings);
  }
  return JSON.stringify([[...found], [...published].filter(([, all]) => all.length > 0).sort()]);
}

describe("a scan in threads of the server", function () {
  this.timeout(120_000);
  let server: string;
  let client: RestartingClient;
  before(() => {
    server = bundleServer(join(__dirname, "../harness/faultyServer.ts"), temporaryFolder({}));
  });
  afterEach(() => client.stop());

  const start = async (folder: string) => {
    client = new RestartingClient(server, [folder]);
    await client.initialize();
  };
  const inOneThread = async (folder: string): Promise<[string, object]> => {
    const alone = await startClient({ folders: [folder], rules: [faultyRule] });
    const { milliseconds: _, ...summary } = await alone.scan();
    await alone.stop();
    return [shown(alone), summary];
  };
  const scanned = async (): Promise<[string, object]> => {
    const { milliseconds: _, ...summary } = await client.ask((one) => one.scan());
    return [shown(client.client), summary];
  };
  /** What other files put in order is looked at again, in the server's own thread. */
  const isOfMany = (uri: string) => uri.includes("/many/");
  const notices = (path: string) =>
    client.client.publishedCodes(path).filter((code) => ["rule-failed", "quarantined"].includes(code));

  it("finds what a scan in one thread finds, to the byte, and again when nothing has changed", async () => {
    const folder = workspace();
    await start(folder);
    const expected = await inOneThread(folder);
    const first = await scanned();
    const mentioned = new Map<string, number>();
    for (const uri of client.looked.filter(isOfMany)) mentioned.set(uri, (mentioned.get(uri) ?? 0) + 1);
    // What was looked at by a thread is named among the others, and for what is found there.
    const own = [...mentioned.values()].filter((count) => count > 2).length;
    assert.ok(own < 160, `${own} of 320 were looked at in the server's own thread`);
    assert.ok(first[0].length > 100_000);
    assert.ok(first[0] === expected[0]);
    assert.deepEqual(first[1], expected[1]);
    const second = await scanned();
    assert.ok(second[0] === expected[0]);
  });

  it("lets a report have threads as well, which says what one in one thread says", async () => {
    const folder = workspace();
    await start(folder);
    const report = async (one: LanguageClient) => {
      const params: ReportParams = { format: "sarif", version: "" };
      const { runs } = JSON.parse(await one.connection.sendRequest<string>(methods.report, params));
      // What explains the rules, and names their controls, is not beside this server.
      return JSON.stringify([runs[0].results, runs[0].invocations]);
    };
    const alone = await startClient({ folders: [folder], rules: [faultyRule] });
    const expected = await report(alone);
    await alone.stop();
    assert.ok((await client.ask(report)) === expected);
    assert.ok((await scanned())[0] === (await inOneThread(folder))[0]);
    assert.ok(expected.length > 100_000);
  });

  it("looks in its own thread at what is open", async () => {
    const folder = workspace();
    await start(folder);
    const uri = URI.file(join(folder, "many/1/1.yaml")).toString();
    await client.set(uri, pod("typed").replace("true", "false"));
    await client.ask((one) => one.scan());
    assert.ok(client.looked.includes(uri));
  });

  it("looks in its own thread at what a rule failed in, which costs that rule's findings alone", async () => {
    const folder = workspace({ "many/bad.yaml": pod("throws") });
    await start(folder);
    const expected = await inOneThread(folder);
    assert.ok((await scanned())[0] === expected[0]);
    const bad = join(folder, "many/bad.yaml");
    assert.ok(client.looked.includes(URI.file(bad).toString()));
    assert.deepEqual(notices(bad), ["rule-failed"]);
    assert.equal(client.ends, 0);
  });

  for (const fault of ["aborts", "loops"])
    it(`leaves a text out in which a rule ${fault} once that has ended the server twice`, async () => {
      const folder = workspace({ "many/3/bad.yaml": pod(fault) });
      await start(folder);
      const { findings, cancelled } = await client.ask((one) => one.scan());
      const bad = join(folder, "many/3/bad.yaml");
      assert.deepEqual([client.ends, client.quarantined], [2, [URI.file(bad).toString()]]);
      assert.deepEqual(notices(bad), ["quarantined"]);
      assert.ok(findings > 320 && !cancelled);
    });

  it("names, without threads, the text in which a rule took the whole process along", async () => {
    const folder = workspace({ "many/3/bad.yaml": pod("kills") });
    await start(folder);
    const { cancelled } = await client.ask((one) => one.scan());
    const bad = join(folder, "many/3/bad.yaml");
    assert.deepEqual(client.quarantined, [URI.file(bad).toString()]);
    assert.ok(client.ends <= 3, `${client.ends} ends`);
    assert.deepEqual([notices(bad), cancelled], [["quarantined"], false]);
  });
});
