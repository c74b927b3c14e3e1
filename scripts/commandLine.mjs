// @ts-check
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, transform } from "esbuild";
import { pureYaml } from "./pureYaml.mjs";

/** @type {import("esbuild").BuildOptions} */
export const options = {
  absWorkingDir: path.resolve(import.meta.dirname, ".."),
  entryPoints: { cli: "cli/main.ts" },
  external: ["./server.js", "./prose.js"],
  bundle: true,
  platform: "node",
  target: "node20.19",
  plugins: [pureYaml],
  // UMD packages bundle to something broken from `main` alone.
  mainFields: ["module", "main"],
  legalComments: "none",
  logLevel: "warning",
};

/**
 * Builds the command line into several files: what `import()` asks for is read when it is asked for. The files are named by
 * what they hold, so that cli.js is another where any of them is.
 * @param {string} outdir
 * @param {{ minify: boolean }} given
 * @returns {Promise<import("esbuild").Metafile>} of the files as esbuild parted them.
 */
export async function buildCommandLine(outdir, { minify }) {
  for (const file of filesIn(outdir)) rmSync(file);
  const { metafile } = await build({
    ...options,
    outdir,
    minify,
    metafile: true,
    format: "esm",
    splitting: true,
    chunkNames: "cli-[hash]",
  });
  for (const file of filesIn(outdir)) await asCommonJs(file, minify);
  // What npm puts on the path is this file itself.
  const entry = path.join(outdir, "cli.js");
  writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, "utf8")}`);
  chmodSync(entry, 0o755);
  return metafile;
}

/** @param {string} folder */
function filesIn(folder) {
  return readdirSync(folder)
    .filter((file) => /^cli(?:-\w+)?\.js$/.test(file))
    .map((file) => path.join(folder, file));
}

/**
 * esbuild parts ES modules alone, and Node takes ten milliseconds longer to start with them.
 * @param {string} file
 * @param {boolean} minify
 */
async function asCommonJs(file, minify) {
  const { code } = await transform(readFileSync(file, "utf8"), {
    format: "cjs",
    platform: "node",
    target: "node20.19",
    minify,
    supported: { "dynamic-import": false },
  });
  writeFileSync(file, code);
}
