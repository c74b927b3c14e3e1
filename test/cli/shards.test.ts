import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { acrossWorkspace, secretLiteral } from "../harness/acrossWorkspace";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

interface Found {
  readonly rule: string;
  readonly file: string;
  readonly pending?: true;
}

const withoutTime = (text: string) =>
  text.replace(/\(\d+(?:\.\d+)? m?s\)/g, "").replace(/<time>[^<]*<\/time>/, "");
const foundIn = (text: string): Found[] => JSON.parse(text).findings;
const nameOf = ({ rule, file }: Found) => `${rule} ${file}`;

/** The files with the reports of all shards, and what they hold. */
async function shards(
  cwd: string,
  of: number,
  ...args: string[]
): Promise<{ files: string[]; texts: string[] }> {
  const files: string[] = [];
  for (let index = 1; index <= of; index++) {
    const file = join(temporaryFolder({}), `part-${index}.json`);
    const asked = ["--shard", `${index}/${of}`, "--format", "json", "--output", file, "--fail-on", "none"];
    const { status, stderr } = await inProcess(cwd, "scan", ...asked, ...args);
    assert.deepEqual([status, stderr], [0, ""]);
    files.push(file);
  }
  return { files, texts: files.map((file) => readFileSync(file, "utf8")) };
}

describe("the shards of a scan", function () {
  this.timeout(120_000);
  let cwd: string;
  before(async () => {
    cwd = temporaryFolder(acrossWorkspace);
    // A baseline that knows what only several files tell.
    const { stdout } = await inProcess(cwd, "scan", "--format", "json", "services");
    assert.ok(foundIn(stdout).some(({ rule }) => rule === "dangling-service"));
    await inProcess(cwd, "scan", "--write-baseline", ".kubehint-baseline.json", "services", "trial");
  });

  for (const of of [1, 2, 3, 7])
    it(`merged say what one scan says: ${of}`, async () => {
      const { files } = await shards(cwd, of);
      for (const format of ["json", "sarif", "html", "junit", "csv", "gitlab"]) {
        const whole = await inProcess(cwd, "scan", "--format", format, "--show-suppressed");
        // The files themselves are not needed.
        const merged = await inProcess(
          temporaryFolder({}),
          "merge",
          ...files,
          "--format",
          format,
          "--show-suppressed",
        );
        if (format === "json") assert.match(whole.stdout, /deployed from here without the change/);
        assert.equal(withoutTime(merged.stdout), withoutTime(whole.stdout));
        assert.deepEqual([merged.status, merged.stderr], [whole.status, whole.stderr]);
      }
    });

  it("say which findings need the others, and leave what they would find to the merge", async () => {
    const { files, texts } = await shards(cwd, 3);
    const parts = texts.map(foundIn);
    assert.ok(
      parts.every((found) => found.length > 0),
      "something in each",
    );
    const alone = parts.flat();
    const merged = foundIn((await inProcess(cwd, "merge", ...files, "--format", "json")).stdout);
    const settled = alone.filter((one) => !merged.some((other) => nameOf(one) === nameOf(other)));
    assert.ok(settled.length > 0);
    assert.ok(settled.every(({ pending }) => pending));
    const added = new Set(
      merged.filter((one) => !alone.some((other) => nameOf(one) === nameOf(other))).map(({ rule }) => rule),
    );
    const awaited = new Set(texts.flatMap((text): string[] => JSON.parse(text).shard.awaiting));
    for (const rule of ["dangling-service", "ingress-duplicate-host", "network-policy-missing-for-pod"]) {
      assert.ok(added.has(rule), rule);
      assert.ok(awaited.has(rule), rule);
    }
  });

  it("keep charts and what a kustomization brings together whole, and each file in one of them", async () => {
    const { texts } = await shards(cwd, 3);
    const parts = texts.map((text): string[] =>
      JSON.parse(text).shard.part.files.map(
        ({ answer }: { answer: { collected: { file: string } } }) => answer.collected.file,
      ),
    );
    assert.deepEqual(
      parts.flat().sort(),
      Object.keys(acrossWorkspace).concat(".kubehint-baseline.json").sort(),
    );
    for (const together of [/^chart\//, /^(?:base|overlays)\//])
      assert.equal(parts.filter((files) => files.some((file) => together.test(file))).length, 1);
    // What comes somewhere else moves nothing.
    writeFileSync(join(cwd, "services/more.yaml"), "a: 1\n");
    const again = await shards(cwd, 3);
    const isNew = (file: string) => file === "services/more.yaml";
    assert.deepEqual(
      again.texts.map((text) =>
        JSON.parse(text)
          .shard.part.files.map(
            ({ answer }: { answer: { collected: { file: string } } }) => answer.collected.file,
          )
          .filter((file: string) => !isNew(file)),
      ),
      parts,
    );
  });

  it("hold no secret", async () => {
    const { texts } = await shards(cwd, 1);
    const [text = ""] = texts;
    assert.ok(text.includes("DB_PASSWORD"));
    assert.ok(!text.includes(secretLiteral));
  });

  it("are refused where they are not all of one whole", async () => {
    const { files } = await shards(cwd, 2);
    const [one = "", two = ""] = files;
    const [other = ""] = (await shards(cwd, 2, "--profile", "recommended")).files;
    const folder = temporaryFolder({ "report.json": '{"schema":1}', "torn.json": '{"schema":1,"shard"' });
    const refused = async (...parts: string[]) => {
      const { status, stderr } = await inProcess(folder, "merge", ...parts);
      assert.equal(status, undefined);
      return stderr;
    };
    await assert.rejects(refused(one), /shard 2\/2 is missing/);
    await assert.rejects(refused(one, two, one), /are both shard 1\/2/);
    await assert.rejects(refused(other, two), /no parts of one whole/);
    await assert.rejects(refused("report.json"), /report\.json is no report of scan --shard/);
    await assert.rejects(refused("torn.json"), /torn\.json is no JSON/);
    await assert.rejects(refused(), /merge needs the reports/);
    await assert.rejects(inProcess(cwd, "scan", "--shard", "1/2"), /--shard needs --format json/);
    for (const wrong of ["0/2", "3/2", "2", "a/b"])
      await assert.rejects(
        inProcess(cwd, "scan", "--format", "json", "--shard", wrong),
        /is no part of a whole/,
      );
  });
});
