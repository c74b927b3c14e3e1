import assert from "node:assert/strict";
import { inOrder } from "../../workspace/atOnce";
import type { FileSystem } from "../../workspace/fileSystem";
import { readingAhead } from "../../workspace/readAhead";
import { memoryFileSystem } from "../harness/memoryFileSystem";

const paths = Array.from({ length: 600 }, (_, index) => `/work/${index}.yaml`);

/** Files that answer when they are told to. */
function held(files: Record<string, string | Error>, size?: number) {
  const inner = memoryFileSystem(files);
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => waiting.push(resolve));
  const fileSystem: FileSystem = {
    ...inner,
    atOnce: 8,
    stat: async (path) => {
      asked.push(`stat ${path}`);
      await turn();
      const stat = await inner.stat(path);
      return size === undefined ? stat : { ...stat, size };
    },
    readFile: async (path) => {
      asked.push(`text ${path}`);
      await turn();
      return inner.readFile(path);
    },
  };
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    fileSystem,
    asked,
    /** Answers all that is asked, until nothing is any more. */
    answerAll: async () => {
      for (await settle(); waiting.length > 0; await settle())
        for (const answer of waiting.splice(0)) answer();
    },
    underWay: () => waiting.length,
  };
}

const texts = Object.fromEntries(paths.map((path) => [path, `text of ${path}`]));

describe("readingAhead", () => {
  it("has several files under way and no more, before anybody has asked", async () => {
    const { fileSystem, asked, underWay } = held(texts);
    readingAhead(fileSystem, paths);
    assert.deepEqual(
      asked,
      paths.slice(0, 8).map((path) => `stat ${path}`),
    );
    assert.equal(underWay(), 8);
  });

  it("reads each file once and at most 256 that nobody has asked for yet", async () => {
    const { fileSystem, asked, answerAll } = held(texts);
    const ahead = readingAhead(fileSystem, paths);
    await answerAll();
    assert.equal(asked.length, 2 * 256);
    const first = paths[0] ?? "";
    assert.equal((await ahead.stat(first)).type, "file");
    assert.equal(await ahead.readFile(first), `text of ${first}`);
    await answerAll();
    assert.equal(asked.length, 2 * 257);
    for (const path of paths.slice(1)) {
      const read = ahead.readFile(path);
      await answerAll();
      assert.equal(await read, `text of ${path}`);
    }
    assert.equal(new Set(asked).size, asked.length);
  });

  it("holds at most 16 MB of them, and leaves what is larger than a file may be to whoever wants it", async () => {
    const large = held(texts, 3 << 20);
    readingAhead(large.fileSystem, paths);
    await large.answerAll();
    assert.equal(large.asked.filter((question) => question.startsWith("text")).length, 5);
    const tooLarge = held(texts, 11 << 20);
    readingAhead(tooLarge.fileSystem, paths);
    await tooLarge.answerAll();
    assert.deepEqual(
      tooLarge.asked.filter((question) => question.startsWith("text")),
      [],
    );
  });

  it("lets go of what is skipped, and goes on from there", async () => {
    const { fileSystem, asked, answerAll } = held(texts);
    const ahead = readingAhead(fileSystem, paths);
    await answerAll();
    for (const index of [200, 599]) {
      const read = ahead.readFile(paths[index] ?? "");
      await answerAll();
      assert.equal(await read, `text of /work/${index}.yaml`);
    }
    // 256 from the first, as many from the one behind the 200th, and the last.
    assert.equal(asked.filter((question) => question.startsWith("text")).length, 201 + 256 + 1);
  });

  it("says what is wrong with a file when its turn comes", async () => {
    const { fileSystem, answerAll } = held({ ...texts, "/work/1.yaml": new Error("no permission") });
    const ahead = readingAhead(fileSystem, paths.slice(0, 3));
    await answerAll();
    await assert.rejects(ahead.readFile("/work/1.yaml"), /no permission/);
    assert.equal(await ahead.readFile("/work/2.yaml"), "text of /work/2.yaml");
  });
});

describe("inOrder", () => {
  it("gives what it makes in the order of the items, with so many under way at a time", async () => {
    let underWay = 0;
    let most = 0;
    const made: number[] = [];
    for await (const one of inOrder([30, 1, 20, 2, 10, 3], 3, async (item) => {
      most = Math.max(most, ++underWay);
      await new Promise((resolve) => setTimeout(resolve, item));
      underWay--;
      return item;
    }))
      made.push(one);
    assert.deepEqual([made, most], [[30, 1, 20, 2, 10, 3], 3]);
  });
});
