// @ts-check

/**
 * Opens a VS Code with this extension in it, to try it by hand.
 *
 *   npm run try [-- --folder DIR] [--port N]
 *
 * Without a folder it is a copy of examples/, where anything may be changed. Ctrl-C ends everything and leaves nothing.
 *
 * Two kinds of VS Code can show it. The embedded server needs nothing but the npm registry and is used in the browser
 * of the user; where it does not run, the desktop VS Code that `@vscode/test-electron` downloads takes its place.
 */

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureServer, repositoryRoot } from "../test/vscode/install.mjs";
import { interrupted } from "../test/vscode/interrupt.mjs";
import { runNpm } from "../test/vscode/npm.mjs";
import { startServer } from "../test/vscode/server.mjs";
import { copyWorkspace } from "../test/vscode/workspace.mjs";

/** What to undo, last first, however this ends. */
const undo = /** @type {(() => Promise<void>)[]} */ ([]);

try {
  await Promise.race([main(), interrupted()]);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  for (const each of undo.reverse()) await each().catch(console.error);
}
// Whatever is still pending, such as an installation, has been given up.
process.exit();

async function main() {
  const { values } = parseArgs({ options: { folder: { type: "string" }, port: { type: "string" } } });
  await runNpm(["run", "build"], { folder: repositoryRoot, show: true });
  const folder = values.folder ? path.resolve(values.folder) : await copyOfExamples();
  const { hint, ended } = await openVSCode(folder, Number(values.port ?? 0));
  console.log(`\n${hint}\n`);
  await ended;
}

async function copyOfExamples() {
  const copy = await copyWorkspace(path.join(repositoryRoot, "examples"));
  undo.push(copy.remove);
  return copy.folder;
}

/**
 * Linux has the embedded server. On macOS and Windows it may lack a native module, and then the desktop does.
 *
 * @param {string} folder
 * @param {number} port
 * @returns {Promise<{ hint: string, ended: Promise<unknown> }>}
 */
async function openVSCode(folder, port) {
  if (process.platform === "linux") return openInBrowser(folder, port);
  try {
    return await openInBrowser(folder, port);
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\nTrying the desktop VS Code instead...`);
    return openOnDesktop(folder);
  }
}

/**
 * @param {string} folder
 * @param {number} port
 */
async function openInBrowser(folder, port) {
  const install = await ensureServer({ log: console.log });
  const server = await startServer({ install, port, extensions: [repositoryRoot] });
  undo.push(server.stop);
  const hint = `VS Code with Kubehint is at ${server.address({ folder })}   (Ctrl-C to stop)`;
  return { hint, ended: server.ended };
}

/** @param {string} folder */
async function openOnDesktop(folder) {
  const { downloadAndUnzipVSCode } = await import("@vscode/test-electron");
  const executable = await downloadAndUnzipVSCode({
    cachePath: path.join(repositoryRoot, ".cache/vscode-test"),
  });
  const data = await mkdtemp(path.join(tmpdir(), "kubehint-"));
  undo.push(() => rm(data, { recursive: true, force: true, maxRetries: 10 }));
  const child = spawn(executable, [
    folder,
    `--extensionDevelopmentPath=${repositoryRoot}`,
    `--user-data-dir=${data}`,
    "--disable-extensions",
    "--disable-workspace-trust",
    "--skip-welcome",
    "--skip-release-notes",
  ]);
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  undo.push(async () => {
    child.kill();
    await ended;
  });
  return { hint: "VS Code with Kubehint is opening (close it or press Ctrl-C to stop)", ended };
}
