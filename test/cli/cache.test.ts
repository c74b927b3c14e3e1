import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acrossWorkspace, secretLiteral } from "../harness/acrossWorkspace";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

const withoutTime = (text: string) => text.replace(/\(\d+(?:\.\d+)? m?s\)/g, "");

describe("a scan with a cache", function () {
  this.timeout(120_000);
  let cwd: string;
  let cache: string;
  beforeEach(() => {
    cwd = temporaryFolder(acrossWorkspace);
    cache = join(temporaryFolder({}), "cache");
  });

  const scan = async (...args: string[]) => {
    const { status, stdout, stderr } = await inProcess(cwd, "scan", "--show-suppressed", ...args);
    return { status, stdout: withoutTime(stdout), stderr };
  };
  const packs = () => readdirSync(cache).map((name) => join(cache, name));
  const holdsWithIt = async (...args: string[]) =>
    assert.deepEqual(await scan(...args, "--cache", cache), await scan(...args));

  for (const format of ["text", "json", "sarif"])
    it(`finds the same at first and again, as ${format}`, async () => {
      for (let time = 0; time < 3; time++) await holdsWithIt("--format", format);
      assert.equal(packs().length, 1);
    });

  it("looks again at what has changed, and at what others then say of it", async () => {
    await holdsWithIt("--format", "json");
    const changes: Readonly<Record<string, string>> = {
      "apps/web/deployment.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: other }\n",
      "chart/values.yaml": "privileged: false\n",
      "common/values.yaml": "pid: false\n",
      "overlays/production/kustomization.yaml": "resources: [../../base]\n",
      "kubehint.yaml": "profile: restricted\n",
      "policies/new.yaml": acrossWorkspace["policies/idle.yaml"]?.replaceAll("idle", "excepted") ?? "",
    };
    for (const [file, text] of Object.entries(changes)) {
      const before = await scan("--format", "json");
      writeFileSync(join(cwd, file), text);
      await holdsWithIt("--format", "json");
      assert.notEqual((await scan("--format", "json")).stdout, before.stdout, file);
    }
    rmSync(join(cwd, "services"), { recursive: true });
    await holdsWithIt("--format", "json");
  });

  it("goes by the content where a file only looks other or the same", async () => {
    const file = join(cwd, "apps/web/deployment.yaml");
    const text = readFileSync(file, "utf8");
    const then = new Date(Date.now() - 60_000);
    utimesSync(file, then, then);
    await holdsWithIt("--format", "json");
    writeFileSync(file, text.replace("replicas: 2", "replicas: 1"));
    utimesSync(file, then, then);
    await holdsWithIt("--format", "json");
  });

  it("keeps no secret", async () => {
    await scan("--cache", cache);
    const [pack = ""] = packs();
    const bytes = readFileSync(pack);
    assert.ok(bytes.includes("DB_PASSWORD"));
    assert.ok(!bytes.includes(secretLiteral));
  });

  it("takes no notice of a pack that is torn, was touched or is something else", async () => {
    await scan("--format", "json", "--cache", cache);
    const [pack = ""] = packs();
    const bytes = readFileSync(pack);
    const touched = Buffer.from(bytes.toString("latin1").replaceAll("critical", "criticaI"), "latin1");
    for (const other of [
      bytes.subarray(0, bytes.length / 2),
      touched,
      Buffer.from("{}\n"),
      Buffer.alloc(0),
    ]) {
      writeFileSync(pack, other);
      await holdsWithIt("--format", "json");
      assert.deepEqual(readFileSync(pack).length, bytes.length);
    }
  });

  it("says that it cannot be written, and finds the same", async () => {
    writeFileSync(cache, "a file\n");
    const { stderr, ...found } = await scan("--format", "json", "--cache", cache);
    assert.match(stderr, /^kubehint: the cache was not written: /);
    const { stderr: _, ...plain } = await scan("--format", "json");
    assert.deepEqual(found, plain);
  });

  it("serves shards too", async () => {
    const shard = ["--format", "json", "--shard", "1/2"];
    for (let time = 0; time < 2; time++) await holdsWithIt(...shard);
  });
});
