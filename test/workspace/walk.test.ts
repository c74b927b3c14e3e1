import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import type { FileSystem } from "../../workspace/fileSystem";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { walk } from "../../workspace/walk";
import { memoryFileSystem } from "../harness/memoryFileSystem";
import { temporaryFolder } from "../harness/temporaryFolder";

interface Options {
  readonly exclude?: readonly string[];
  /** Relative to the folder; the folder itself by default. */
  readonly roots?: readonly string[];
}

async function found(folder: string, { exclude = [], roots = ["."] }: Options = {}): Promise<string[]> {
  const paths: string[] = [];
  for await (const { kind, path } of walk({
    fileSystem: nodeFileSystem(),
    roots: roots.map((root) => join(folder, root)),
    base: folder,
    exclude,
  }))
    paths.push(`${kind === "file" ? "" : "unreadable "}${relative(folder, path)}`);
  return paths;
}

describe("walk", () => {
  it("finds YAML and JSON, a folder's own files first, sorted", async () => {
    const folder = temporaryFolder({
      "b/x.yml": "",
      "b/a/deep.json": "",
      "a.yaml": "",
      "z.YAML": "",
      "readme.md": "",
      "b/Kustomization": "",
    });
    assert.deepEqual(await found(folder), [
      "a.yaml",
      "z.YAML",
      "b/Kustomization",
      "b/x.yml",
      "b/a/deep.json",
    ]);
  });

  it("honours .gitignore files at every level, and those above the named folder in a repository", async () => {
    const folder = temporaryFolder({
      ".git/HEAD": "",
      ".gitignore": "out/\n*.secret.yaml\n",
      "out/a.yaml": "",
      "app/db.secret.yaml": "",
      "app/.gitignore": "!db.secret.yaml\n/local.yaml\n",
      "app/local.yaml": "",
      "app/sub/local.yaml": "",
      "other/db.secret.yaml": "",
    });
    assert.deepEqual(await found(folder), ["app/db.secret.yaml", "app/sub/local.yaml"]);
    assert.deepEqual(await found(folder, { roots: ["other"] }), []);
    assert.deepEqual(
      await found(folder, { roots: ["out"] }),
      ["out/a.yaml"],
      "an ignored folder that is named",
    );
  });

  it("never enters folders of tools", async () => {
    const folder = temporaryFolder({
      ".git/a.yaml": "",
      "node_modules/x/a.yaml": "",
      ".cache/a.yaml": "",
      ".github/workflows/ci.yaml": "",
    });
    assert.deepEqual(await found(folder), [".github/workflows/ci.yaml"]);
  });

  it("leaves out what the patterns say, and takes back what the negative ones say", async () => {
    const folder = temporaryFolder({
      "a/test/x.yaml": "",
      "a/test/keep.yaml": "",
      "a/b.yaml": "",
      "c.json": "",
    });
    assert.deepEqual(await found(folder, { exclude: ["*.json", "a/b.yaml"] }), [
      "a/test/keep.yaml",
      "a/test/x.yaml",
    ]);
    assert.deepEqual(await found(folder, { exclude: ["**/test/**", "!**/keep.yaml"] }), [
      "c.json",
      "a/b.yaml",
      "a/test/keep.yaml",
    ]);
    assert.deepEqual(
      await found(folder, { exclude: ["test"] }),
      ["c.json", "a/b.yaml"],
      "a whole folder by name",
    );
  });

  it("reads a named file whatever its name and whatever ignores it, once", async () => {
    const folder = temporaryFolder({ ".git/HEAD": "", ".gitignore": "*.txt", "pod.txt": "", "a.yaml": "" });
    assert.deepEqual(await found(folder, { roots: ["pod.txt", ".", "a.yaml"], exclude: ["pod.txt"] }), [
      "pod.txt",
      "a.yaml",
    ]);
  });

  it("follows no symbolic link, so that nothing is read twice, outside, or for ever", async () => {
    const outside = temporaryFolder({ "outside.yaml": "" });
    const folder = temporaryFolder({ "a/x.yaml": "" });
    symlinkSync(folder, join(folder, "a/loop"));
    symlinkSync(outside, join(folder, "out"));
    symlinkSync(join(folder, "a/x.yaml"), join(folder, "again.yaml"));
    assert.deepEqual(await found(folder), ["a/x.yaml"]);
    assert.deepEqual(
      (await found(folder, { roots: [".", "a/loop"] })).length,
      1,
      "the same place by another name",
    );
    assert.deepEqual(await found(folder, { roots: ["out"] }), ["out/outside.yaml"], "a link that is named");
  });

  it("names what cannot be read and goes on", async () => {
    const denied = Object.assign(new Error("EACCES: /w/closed"), { code: "EACCES" });
    const fileSystem = memoryFileSystem({
      "/w/a.yaml": "",
      "/w/closed": denied,
      "/w/closed/x.yaml": "",
      "/w/d/b.yaml": "",
    });
    const walked = [];
    for await (const one of walk({ fileSystem, roots: ["/w", "/gone"], base: "/w" })) walked.push(one);
    assert.deepEqual(walked, [
      { kind: "file", path: "/w/a.yaml" },
      { kind: "unreadable", path: "/w/closed", reason: "permission denied" },
      { kind: "file", path: "/w/d/b.yaml" },
      { kind: "unreadable", path: "/gone", reason: "no such file or folder" },
    ]);
  });

  it("names pipes and sockets, named or found, and opens none", async () => {
    const folder = temporaryFolder({ "a.yaml": "" });
    execFileSync("mkfifo", [join(folder, "pipe.yaml"), join(folder, "note.txt")]);
    const server = createServer();
    await new Promise<void>((listening) => server.listen(join(folder, "socket.json"), listening));
    try {
      assert.deepEqual(await found(folder), ["a.yaml", "unreadable pipe.yaml", "unreadable socket.json"]);
      assert.deepEqual(await found(folder, { roots: ["pipe.yaml", "socket.json"] }), [
        "unreadable pipe.yaml",
        "unreadable socket.json",
      ]);
      await assert.rejects(nodeFileSystem().readFile(join(folder, "pipe.yaml")), /not a regular file/);
      await assert.rejects(nodeFileSystem().readBytes(join(folder, "pipe.yaml")), /not a regular file/);
    } finally {
      server.close();
    }
  });

  it("ends when it is told to", async () => {
    const fileSystem = memoryFileSystem({ "/w/a.yaml": "", "/w/b/c.yaml": "" });
    let asked = 0;
    const walked = [];
    for await (const one of walk({ fileSystem, roots: ["/w"], base: "/w", shouldStop: () => ++asked > 1 }))
      walked.push(one.path);
    assert.deepEqual(walked, ["/w/a.yaml"]);
  });

  it("finds the same in the same order where folders are listed ahead, so many at once", async () => {
    const files: Record<string, string> = { "/work/.gitignore": "ignored/\n", "/work/b/ignored/x.yaml": "" };
    for (let index = 0; index < 90; index++)
      files[`/work/${index % 3}/${index % 9}/${index % 30}/${index}.yaml`] = "";
    const inner = memoryFileSystem(files);
    let underWay = 0;
    let most = 0;
    const slow: FileSystem = {
      ...inner,
      atOnce: 5,
      readDirectory: async (path) => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, path.length % 4));
        underWay--;
        return inner.readDirectory(path);
      },
    };
    const paths = async (fileSystem: FileSystem) => {
      const walked: string[] = [];
      for await (const { path } of walk({ fileSystem, roots: ["/work"], base: "/work" })) walked.push(path);
      return walked;
    };
    const expected = await paths(inner);
    assert.equal(expected.length, 90);
    assert.deepEqual(await paths(slow), expected);
    assert.ok(most > 2 && most <= 6, `${most} at once`);
  });
});
