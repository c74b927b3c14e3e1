import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CancellationTokenSource, FileChangeType } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { FileSystem } from "../../workspace/fileSystem";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { hostPID: true, containers: [{ name: web, image: "a:1" }] }
`;

const chart = {
  "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  "chart/values.yaml": "host: true\n",
  "chart/templates/pod.yaml": pod("rendered").replace("hostPID: true", "hostPID: {{ .Values.host }}"),
};

function workspace(): string {
  const files: Record<string, string> = { ...acrossWorkspace, ...chart };
  for (let index = 0; index < 120; index++) files[`many/${index % 12}/${index}.yaml`] = pod(`web-${index}`);
  return temporaryFolder(files);
}

/** A client that takes its time, and what it was asked. */
class SlowFiles {
  readonly asked: string[] = [];
  underWay = 0;
  mostUnderWay = 0;
  private readonly disk = nodeFileSystem();

  constructor(private readonly answers: (question: string) => Promise<unknown>) {}

  readonly reads: Pick<FileSystem, "readFile" | "readDirectory" | "stat"> = {
    readFile: (path) => this.answer(`text ${path}`, () => this.disk.readFile(path)),
    readDirectory: (path) => this.answer(`list ${path}`, () => this.disk.readDirectory(path)),
    stat: (path) => this.answer(`stat ${path}`, () => this.disk.stat(path)),
  };

  private async answer<T>(question: string, read: () => Promise<T>): Promise<T> {
    this.asked.push(question);
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    await this.answers(question);
    this.underWay--;
    return read();
  }
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 2));
const never = () => new Promise(() => {});

/** All that a client has from its scan. */
async function scanned(client: LanguageClient): Promise<object> {
  const { milliseconds: _, ...summary } = await client.scan();
  await client.stop();
  const published = [...client.published].filter(([, all]) => all.length > 0).sort();
  return { summary, tree: client.tree(), published };
}

describe("a scan of files that the client reads", function () {
  this.timeout(60_000);

  it("finds what a server finds that reads them itself", async () => {
    const folders = [workspace()];
    const { reads } = new SlowFiles(soon);
    assert.deepEqual(
      await scanned(await startClient({ folders, reads })),
      await scanned(await startClient({ folders })),
    );
  });

  it("asks for many files before the first is there, and for nothing that a folder is seen not to have", async () => {
    const folder = workspace();
    const client = new SlowFiles(soon);
    await scanned(await startClient({ folders: [folder], reads: client.reads }));
    assert.ok(client.mostUnderWay >= 30 && client.mostUnderWay <= 64, `${client.mostUnderWay} under way`);
    const asked = client.asked.map((question) => question.replace(`${folder}/`, ""));
    // What other files put in order is read again.
    const inMany = [...new Set(asked)].filter((question) => question.includes("many/7"));
    const files = Array.from({ length: 10 }, (_, index) => `many/7/${7 + 12 * index}.yaml`);
    assert.deepEqual(
      inMany.sort(),
      ["list many/7", ...files.flatMap((file) => [`stat ${file}`, `text ${file}`])].sort(),
    );
  });

  it("does not take back what became known of a file that changed after it was read ahead", async () => {
    const folder = workspace();
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = `text ${join(folder, "many/0/0.yaml")}`;
    const changed = join(folder, "many/1/1.yaml");
    const files = new SlowFiles((question) => (question === first ? released : soon()));
    const client = await startClient({ folders: [folder], reads: files.reads });
    const scanning = client.scan();
    await until("read ahead", () => files.asked.includes(`text ${changed}`));
    await new Promise((resolve) => setTimeout(resolve, 300));
    writeFileSync(changed, pod("web-1").replace("hostPID: true", "hostPID: false"));
    await client.fileChanged(changed, FileChangeType.Changed);
    const uri = URI.file(changed).toString();
    await until("looked at again", () => client.published.has(uri));
    release();
    await scanning;
    assert.ok(!client.publishedCodes(changed).includes("host-pid"));
    assert.ok(client.publishedCodes(join(folder, "many/1/13.yaml")).includes("host-pid"));
    await client.stop();
  });

  it("says how many files there are while it looks for more", async () => {
    const listing = /^list .*many\/(\d+)$/;
    const { reads } = new SlowFiles(
      (question) =>
        new Promise((resolve) => setTimeout(resolve, 100 * Number(listing.exec(question)?.[1] ?? 0))),
    );
    const client = await startClient({ folders: [workspace()], reads });
    const { found } = await client.scan();
    const before = client.progress.filter(({ done }) => done === 0).map((progress) => progress.found);
    assert.ok(new Set(before).size > 3, `${before}`);
    assert.ok(before.every((count) => count <= found));
    await client.stop();
  });

  for (const [what, isHeld] of [
    ["lists a folder", (question: string) => question.startsWith("list") && question.includes("many/")],
    [
      "reads a kustomization",
      (question: string) => question.startsWith("text") && question.includes("kustomization"),
    ],
    ["reads a chart", (question: string) => question.startsWith("text") && question.includes("chart")],
    ["reads a file", (question: string) => question.startsWith("text") && question.includes("many/")],
  ] as const)
    it(`ends when it is cancelled while the client ${what} and never answers`, async () => {
      const files = new SlowFiles((question) => (isHeld(question) ? never() : Promise.resolve()));
      const client = await startClient({ folders: [workspace()], reads: files.reads });
      const source = new CancellationTokenSource();
      const scanning = client.scan(source.token);
      await until("held", () => files.asked.some(isHeld));
      await new Promise((resolve) => setTimeout(resolve, 300));
      const before = process.cpuUsage();
      source.cancel();
      const { cancelled } = await scanning;
      const { user, system } = process.cpuUsage(before);
      assert.equal(cancelled, true);
      assert.ok(user + system < 100_000, `${user + system} µs`);
      await client.stop();
    });
});
