import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "yaml";

const root = resolve(__dirname, "../..");
const text = (file: string) => readFileSync(join(root, file), "utf8");

interface Locked {
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
  readonly integrity?: string;
}

/** Node's own modules that a bundle may use, and what for; with any other it could do more than it promises. */
const builtins: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cli/main.ts": {
    module: "fflate: the threads of its asynchronous functions, which are not called",
    "node:crypto": "fingerprints of findings, hashes of a report's scripts",
    "node:fs": "reads what is scanned, writes reports",
    "node:os": "how many processors there are",
    "node:path": "names of files",
    "node:timers/promises": "lets other work have its turn",
    "node:util": "arguments",
    "node:v8": "how long its compiler waits",
    "node:worker_threads": "threads of a large scan",
  },
  "server/main.node.ts": {
    child_process: "vscode-languageserver: asks npm where a library lies, which is never called",
    crypto: "vscode-languageserver: names of pipes",
    fs: "vscode-languageserver",
    module: "fflate: the threads of its asynchronous functions, which are not called",
    net: "vscode-languageserver: pipes and sockets, where the client asks for them instead of standard input",
    "node:fs": "reads the workspace",
    "node:os": "how many threads a scan is worth",
    "node:path": "names of files",
    "node:stream": "standard input and output",
    "node:timers/promises": "lets other work have its turn",
    "node:util": "vscode-languageserver",
    "node:worker_threads": "the thread that watches over the server, and those of a scan",
    os: "vscode-languageserver: the folder of pipes",
    path: "vscode-languageserver",
    url: "vscode-languageserver",
    util: "vscode-languageserver",
  },
  "server/watchdog.ts": {
    "node:fs": "says on standard error what was worked on",
    "node:worker_threads": "what it shares with the thread that it watches over",
  },
  "client/extension.node.ts": {
    child_process: "vscode-languageclient: starts the language server, and nothing else",
    crypto: "vscode-languageclient: names of pipes",
    fs: "vscode-languageclient",
    net: "vscode-languageclient: pipes and sockets, which are not used",
    "node:readline": "lines of the server's output",
    os: "vscode-languageclient",
    path: "vscode-languageclient",
    readline: "vscode-languageclient: lines of the server's output",
    util: "vscode-languageclient",
  },
};

describe("what is shipped", () => {
  for (const [entry, allowed] of Object.entries(builtins))
    it(`${entry} uses no module of Node but those with a reason`, async () => {
      const { metafile } = await build({
        absWorkingDir: root,
        entryPoints: [entry],
        bundle: true,
        platform: "node",
        write: false,
        metafile: true,
        external: ["vscode", "./server.js", "./prose.js"],
        mainFields: ["module", "main"],
        logLevel: "silent",
        outdir: "out",
      });
      const ours = new Set(["vscode", "./server.js", "./prose.js"]);
      const used = Object.values(metafile.outputs)
        .flatMap(({ imports }) => imports)
        .filter(({ external, path }) => external && !ours.has(path));
      assert.deepEqual([...new Set(used.map(({ path }) => path))].sort(), Object.keys(allowed).sort());
    });

  it("has no word of ours that opens a connection, starts a program or evaluates text", () => {
    const forbidden =
      /\bfetch\s*\(|\bnew (?:XMLHttpRequest|WebSocket|EventSource|Function)\b|\bsendBeacon\b|\beval\s*\(|\bimportScripts\b|\b(?:from|import|require)\s*\(?\s*["'](?:node:)?(?:child_process|https?|http2|net|dns|tls|dgram|vm|inspector|cluster)(?:\/promises)?["']/;
    const wrong = ["engine", "rules", "workspace", "server", "client", "cli"].flatMap((layer) =>
      readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })
        .filter((file) => /\.ts$/.test(file))
        .flatMap((file) =>
          text(join(layer, file))
            .split("\n")
            .flatMap((line, index) =>
              isCode(line) && forbidden.test(line) ? [`${layer}/${file}:${index + 1} ${line.trim()}`] : [],
            ),
        ),
    );
    assert.deepEqual(wrong, []);
  });

  it("is made of at most 25 packages, from a lock file with their hashes, and none runs anything when it is installed", () => {
    const { packages } = JSON.parse(text("package-lock.json")) as { packages: Record<string, Locked> };
    const runtime = Object.entries(packages).filter(([path, { dev }]) => path !== "" && !dev);
    assert.ok(runtime.length <= 25, String(runtime.length));
    for (const [path, { integrity, hasInstallScript }] of runtime) {
      assert.match(integrity ?? "", /^sha512-/, path);
      assert.ok(!hasInstallScript, path);
    }
  });

  it("is listed package by package in the bill of materials, which is the same each time", () => {
    const print = () =>
      execFileSync(process.execPath, [join(root, "scripts/sbom.mjs")], { encoding: "utf8" });
    const first = print();
    const { bomFormat, components } = JSON.parse(first);
    const { packages } = JSON.parse(text("package-lock.json")) as { packages: Record<string, Locked> };
    assert.equal(bomFormat, "CycloneDX");
    assert.equal(
      components.length,
      Object.entries(packages).filter(([path, { dev }]) => path && !dev).length,
    );
    assert.equal(print(), first);
  }).timeout(60_000);

  it("is byte for byte the same when it is made again, and holds nothing that is not listed", () => {
    execFileSync(process.execPath, [join(root, "scripts/package.mjs"), "--check"], { encoding: "utf8" });
  }).timeout(240_000);

  it("is small enough to be fetched by a browser", () => {
    for (const file of ["dist/server.web.js", "dist/extension.web.js"])
      assert.ok(gzipSync(readFileSync(join(root, file)), { level: 9 }).length < 400_000, file);
    const said = execFileSync(process.execPath, [join(root, "scripts/helmSize.mjs")], { encoding: "utf8" });
    const bytes = Number(/([\d,]+) bytes/.exec(said)?.[1]?.replaceAll(",", ""));
    assert.ok(bytes > 30_000 && bytes < 60_000, said);
  }).timeout(60_000);

  it("starts from plain ASCII, which V8 reads as one byte a character instead of two: a tenth of a start", () => {
    for (const file of readdirSync(join(root, "dist")).filter((name) => name.endsWith(".js")))
      assert.doesNotMatch(readFileSync(join(root, "dist", file), "latin1"), /[\x80-\xff]/, file);
  });

  it("is made by workflows whose actions are pinned, with no more rights than they use", () => {
    for (const file of readdirSync(join(root, ".github/workflows"))) {
      const { jobs, permissions } = parse(text(`.github/workflows/${file}`));
      assert.ok(permissions !== undefined && permissions.contents !== "write", file);
      for (const { steps } of Object.values<{ steps: { uses?: string; run?: string }[] }>(jobs))
        for (const { uses, run } of steps) {
          if (uses) assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/, file);
          assert.doesNotMatch(run ?? "", /\$\{\{/, file);
        }
    }
  });
});

/** Neither a comment nor a text of a rule, which may speak of anything. */
function isCode(line: string): boolean {
  return (
    !/^\s*(?:\/\/|\*|\/\*)/.test(line) &&
    !/^\s*(?:what|why|legitimate|how|title|url|bad|good|fixed)?:? *[`"]/.test(line)
  );
}
