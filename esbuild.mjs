// @ts-check
/**
 * Builds every bundle into dist/: the extension and its language server for VS Code on Node and in a web worker, and
 * the command line. `--watch` rebuilds on change, `--metafile` writes dist/meta.json. `--e2e` builds just the tests that
 * run inside VS Code, into out/e2e/; `--bench` just what is timed, into out/bench/; `--fuzz` the fuzzer, into out/fuzz/;
 * `--command-line FOLDER` just the command line, into that folder.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build, context } from "esbuild";
import { minify } from "terser";
import { buildCommandLine, options as commandLine } from "./scripts/commandLine.mjs";
import { pureYaml } from "./scripts/pureYaml.mjs";

const watch = process.argv.includes("--watch");
const production = !watch && !process.argv.includes("--dev");

/** @type {import("esbuild").BuildOptions} */
const shared = {
  bundle: true,
  format: "cjs",
  outdir: "dist",
  minify: production,
  sourcemap: production ? false : "linked",
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  plugins: [pureYaml],
  // UMD packages bundle to something broken from `main` alone.
  mainFields: ["module", "main"],
};

/** @type {import("esbuild").BuildOptions} */
const node = { ...shared, platform: "node", target: "node20.19" };

/** @type {import("esbuild").BuildOptions} */
const web = {
  ...shared,
  platform: "browser",
  target: "es2023",
  mainFields: ["browser", "module", "main"],
};

/** @type {import("esbuild").BuildOptions} */
const worker = {
  ...web,
  format: "iife",
  // @cfworker/json-schema makes a URL of it, which the address of the worker in VS Code, a blob, is not.
  define: { "self.location": "undefined" },
};

/** @type {import("esbuild").BuildOptions[]} */
const bundles = [
  { ...node, entryPoints: { extension: "client/extension.node.ts" }, external: ["vscode"] },
  { ...node, entryPoints: { server: "server/main.node.ts", watchdog: "server/watchdog.ts" } },
  { ...node, entryPoints: { prose: "rules/docs.ts" } },
  // In one file while its sources are watched.
  ...(watch ? [{ ...shared, ...commandLine }] : []),
  { ...web, entryPoints: { "extension.web": "client/extension.web.ts" }, external: ["vscode"] },
  { ...worker, entryPoints: { "server.web": "server/main.web.ts" } },
];

/** @type {import("esbuild").BuildOptions[]} */
const tests = [
  ...[
    { ...node, entryPoints: { index: "test/e2e/index.ts" } },
    { ...web, entryPoints: { "index.web": "test/e2e/index.web.ts" } },
  ].map((options) => ({
    ...options,
    outdir: "out/e2e",
    external: ["vscode"],
    minify: false,
    sourcemap: "inline",
    // Mocha's build for browsers, in a package of ES modules, would take the bundle's exports for its own.
    define: { module: "undefined" },
  })),
  // A server with a rule that fails, which a test puts in the place of the one that ships.
  { ...worker, entryPoints: { "faulty.web": "test/harness/faultyServer.web.ts" }, outdir: "out/e2e" },
];

// As it ships: a loader that compiles on the way names every closure anew, which costs as much as the work itself.
if (process.argv.includes("--bench")) {
  await build({ ...node, entryPoints: { bench: "scripts/bench.ts" }, outdir: "out/bench" });
  process.exit();
}

if (process.argv.includes("--fuzz")) {
  await build({ ...node, entryPoints: { command: "test/fuzz/command.ts" }, outdir: "out/fuzz" });
  process.exit();
}

if (process.argv.includes("--command-line")) {
  await buildCommandLine(process.argv.at(-1) ?? "dist", { minify: production });
  process.exit();
}

if (process.argv.includes("--e2e")) {
  await Promise.all(tests.map((options) => build(options)));
  process.exit();
}

rmSync("dist", { recursive: true, force: true });
const contexts = await Promise.all(bundles.map((options) => context(options)));
if (watch) await Promise.all(contexts.map((one) => one.watch()));
else {
  const results = await Promise.all(contexts.map((one) => one.rebuild()));
  const metafiles = [
    ...results.map(({ metafile }) => metafile),
    await buildCommandLine("dist", { minify: production }),
  ];
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile?.outputs));
  const inputs = Object.assign({}, ...metafiles.map((metafile) => metafile?.inputs));
  writeProseAsData();
  if (process.argv.includes("--metafile"))
    writeFileSync("dist/meta.json", JSON.stringify({ inputs, outputs }));
  await Promise.all(contexts.map((one) => one.dispose()));
  if (production) await minifyForBrowsers("dist/server.web.js");
}

/**
 * What browsers fetch is to stay below 400 kB compressed: Terser makes a twentieth less of it than esbuild, and takes
 * fifteen seconds for it.
 * @param {string} file
 */
async function minifyForBrowsers(file) {
  const { code } = await minify(readFileSync(file, "utf8"), {
    ecma: 2020,
    format: { comments: false, ascii_only: true },
  });
  if (code === undefined) throw new Error(`nothing is left of ${file}`);
  writeFileSync(file, code);
}

/** The rules' texts as data, for the server in a browser, where evaluating code is forbidden. */
function writeProseAsData() {
  const { ruleDocs } = createRequire(import.meta.url)("./dist/prose.js");
  writeFileSync("dist/prose.en.json", JSON.stringify(ruleDocs));
}
