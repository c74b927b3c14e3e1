// @ts-check

/**
 * Runs the embedded VS Code server: the one process that serves the workbench to a browser and runs the extension host.
 *
 * It is started directly and not through code-server's own front, which drops the `payload` of the address, and with it
 * the extension under development.
 */

import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const startLimit = 60_000;

/**
 * What every run wants: nothing that covers the editor, asks a question, or looks for the network.
 *
 * @type {Record<string, unknown>}
 */
const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.enableExperiments": false,
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "extensions.autoCheckUpdates": false,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "git.enabled": false,
  "window.restoreWindows": "none",
};

/**
 * @typedef {object} Server
 * @property {string} origin such as `http://127.0.0.1:43210`
 * @property {(location: Location) => string} address the address to open in a browser
 * @property {() => string} output what the server has printed so far
 * @property {Promise<unknown>} ended the server has ended, by itself or because it was stopped
 * @property {() => Promise<void>} stop ends every process it started and removes its folders
 *
 * @typedef {object} Location
 * @property {string} folder what to open: a folder, or the file of a workspace with several
 * @property {string} [extension] the folder of the extension under development
 * @property {string} [tests] the compiled file whose `run()` is called in the extension host
 */

/**
 * @param {object} options
 * @param {import('./install.mjs').ServerInstall} options.install
 * @param {boolean} [options.forTests] needed for an extension under development and its tests; then VS Code shows neither
 *   dialogs nor notifications, because nobody is there to answer
 * @param {string[]} [options.extensions] folders of extensions that are there as if the user had installed them
 * @param {Record<string, unknown>} [options.settings] user settings, on top of the quiet ones
 * @param {Record<string, string>} [options.env] reaches the extension host and so the tests in it
 * @param {number} [options.port] 0, the default, is any free one
 * @returns {Promise<Server>}
 */
export async function startServer({
  install,
  forTests = false,
  extensions = [],
  settings = {},
  env = {},
  port = 0,
}) {
  const data = await mkdtemp(path.join(tmpdir(), "kubehint-vscode-"));
  await installExtensions(data, extensions);
  await writeSettings(data, { ...quietSettings, ...settings });

  // Any page in the user's browser can send requests to a loopback port, and this server runs commands.
  const token = randomUUID();
  const tokenFile = path.join(data, "token");
  await writeFile(tokenFile, token, { mode: 0o600 });

  const child = spawn(
    install.node,
    [
      `--import=${new URL("exit-with-parent.mjs", import.meta.url)}`,
      install.main,
      ...["--host", "127.0.0.1", "--port", String(port), "--connection-token-file", tokenFile],
      ...["--accept-server-license-terms", "--telemetry-level", "off"],
      ...(forTests ? ["--enable-smoke-test-driver"] : []),
      ...["--server-data-dir", data, "--extensions-dir", path.join(data, "extensions")],
    ],
    {
      // Its sockets would stay behind in a folder that is not ours.
      env: { ...withoutHost(process.env), XDG_RUNTIME_DIR: data, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that stopping reaches the extension hosts and language servers as well.
      detached: process.platform !== "win32",
    },
  );
  let output = "";
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (output += chunk));
  const ended = new Promise((resolve) => child.on("close", resolve));
  // Without a listener a binary that cannot be started would end this process.
  child.on("error", (error) => (output += error.message));

  // For a driver that is interrupted while the server is still starting, and so has nothing to stop yet.
  const stopNow = () => {
    if (child.pid !== undefined) signalTree(child.pid, "SIGKILL");
    rmSync(data, { recursive: true, force: true, maxRetries: 10 });
  };
  process.once("exit", stopNow);
  const stop = async () => {
    await stopTree(child, ended);
    await rm(data, { recursive: true, force: true, maxRetries: 10 });
    process.off("exit", stopNow);
  };
  try {
    const origin = await waitForServer(child, () => output);
    return {
      origin,
      address: (location) => address(origin, token, location),
      output: () => output,
      ended,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * The address of a workbench with this folder open. The payload is how the workbench learns of an extension under
 * development; paths in it are seen from the server, hence the remote scheme.
 *
 * @param {string} origin
 * @param {string} token
 * @param {Location} location
 * @returns {string}
 */
function address(origin, token, { folder, extension, tests }) {
  const { host } = new URL(origin);
  const remote = (/** @type {string} */ file) => `vscode-remote://${host}${asUriPath(file)}`;
  /** @type {[string, string][]} */
  const payload = [];
  if (extension) payload.push(["extensionDevelopmentPath", remote(extension)]);
  if (tests) payload.push(["extensionTestsPath", remote(tests)]);
  const opened = folder.endsWith(".code-workspace") ? "workspace" : "folder";
  const query = [`tkn=${token}`, `${opened}=${encodeURI(asUriPath(folder)).replaceAll("&", "%26")}`];
  if (payload.length > 0) query.push(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
  return `${origin}/?${query.join("&")}`;
}

/** `C:\work` is `/C:/work` in a URI. */
function asUriPath(/** @type {string} */ file) {
  const forward = path.resolve(file).replaceAll("\\", "/");
  return forward.startsWith("/") ? forward : `/${forward}`;
}

/**
 * Writes the settings where this server reads them. Application settings (trust, telemetry) only count in the user's
 * file.
 *
 * @param {string} data
 * @param {Record<string, unknown>} settings
 */
async function writeSettings(data, settings) {
  const folder = path.join(data, "data/User");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "settings.json"), JSON.stringify(settings, null, 2));
}

/**
 * Puts links to the folders of extensions where the server looks when it starts for the first time.
 *
 * @param {string} data
 * @param {string[]} extensions
 */
async function installExtensions(data, extensions) {
  const folder = path.join(data, "extensions");
  await mkdir(folder);
  for (const extension of extensions) {
    const { publisher, name, version } = JSON.parse(
      await readFile(path.join(extension, "package.json"), "utf8"),
    );
    await symlink(extension, path.join(folder, `${publisher}.${name}-${version}`), "junction");
  }
}

/**
 * Our environment without the variables of a VS Code in whose terminal this may be running: the server would take them
 * for its own.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutHost(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)),
  );
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => string} output
 * @returns {Promise<string>} the origin
 */
async function waitForServer(child, output) {
  const deadline = Date.now() + startLimit;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.pid === undefined) break;
    // It would not end by itself.
    const taken = /EADDRINUSE.*:(\d+)/.exec(output());
    if (taken) throw new Error(`The port ${taken[1]} is in use`);
    const port = /^Server bound to 127\.0\.0\.1:(\d+)/m.exec(output());
    const origin = port && `http://127.0.0.1:${port[1]}`;
    if (origin && (await answers(`${origin}/version`))) return origin;
    await sleep(50);
  }
  const firstLines = output().trim().split("\n").slice(0, 12).join("\n");
  throw new Error(`The VS Code server did not start:\n${firstLines}`);
}

/** @param {string} url */
async function answers(url) {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

/**
 * Asks the whole process group to end, and insists after three seconds.
 *
 * @param {import('node:child_process').ChildProcess} child
 * @param {Promise<unknown>} ended
 */
async function stopTree(child, ended) {
  if (child.pid === undefined) return;
  signalTree(child.pid, "SIGTERM");
  await Promise.race([ended, sleep(3_000)]);
  // The group can outlive its first process, so this is not only for a server that would not end.
  signalTree(child.pid, "SIGKILL");
  await ended;
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalTree(pid, signal) {
  try {
    if (process.platform === "win32") spawn("taskkill", ["/pid", String(pid), "/T", "/F"]);
    else process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}
