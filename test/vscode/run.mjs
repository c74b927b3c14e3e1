// @ts-check

/**
 * Runs the compiled end-to-end suite in a real VS Code that comes from npm alone.
 *
 *   node test/vscode/run.mjs [--web] [--grep PATTERN]
 *
 * Prints what the tests print. Ends with 0 if they pass, 1 if they do not, 2 if they never came to an end; unless they
 * pass, out/e2e/ has a picture of the window (failure.png) and what VS Code printed (vscode.log).
 */

import { mkdir, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format } from "node:util";
import { startBridge } from "./bridge.mjs";
import { mark } from "./bridge-client.mjs";
import { launchBrowser } from "./browser.mjs";
import { ensureVSCode } from "./install.mjs";
import { interrupted } from "./interrupt.mjs";
import { startServer } from "./server.mjs";
import { serveFolder } from "./static.mjs";
import { readOptions, suiteSettings } from "./suite.mjs";
import { copyWorkspace, whatToOpen } from "./workspace.mjs";

/** What to undo, last first, however the run ends. */
const undo = /** @type {(() => Promise<void>)[]} */ ([]);

/** What VS Code itself prints: hundreds of lines that only matter when a run ends badly. */
const otherOutput = /** @type {string[]} */ ([]);
let hasPrinted = false;

const stopped = interrupted().then((signal) => {
  throw new Error(`Stopped by ${signal}`);
});
try {
  process.exitCode = await Promise.race([run(), stopped]);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 2;
} finally {
  for (const each of undo.reverse()) await each().catch(console.error);
}
// Whatever is still pending belongs to a run that has been given up.
process.exit();

/** @returns {Promise<number>} */
async function run() {
  const options = readOptions();
  await stat(options.tests).catch(() => {
    throw new Error(`${options.tests} is missing: run "npm run build" first`);
  });
  await mkdir(options.output, { recursive: true });
  const install = await ensureVSCode();

  const workspace = await copyWorkspace(options.workspace);
  undo.push(workspace.remove);
  const bridge = await startBridge({ pictures: options.output });
  undo.push(bridge.close);
  const server = await startServer({
    install: install.server,
    forTests: true,
    settings: suiteSettings({ grep: options.grep, bridge: bridge.url }),
  });
  undo.push(server.stop);
  const browser = await launchBrowser({ install: install.browser });
  undo.push(browser.close);

  /** @type {(code: number) => void} */
  let setCode = () => {};
  /** @type {Promise<number>} */
  const exit = new Promise((resolve) => {
    setCode = resolve;
  });
  const { location, webExtension } = await locate(options, await whatToOpen(workspace.folder));
  const page = await browser.open(server.address(location), {
    ...(webExtension ? { webExtension } : {}),
    onTestLog: print,
    onTestExit: setCode,
    onPage: bridge.attach,
  });
  const crash = new Promise((resolve) => page.on("crash", () => resolve("the page crashed")));
  const limit = sleep(options.limit, "the time limit was reached");

  const end = await Promise.race([exit, crash, limit]);
  if (end === 0) return 0;
  await page.screenshot({ path: path.join(options.output, "failure.png"), timeout: 10_000 }).catch(() => {});
  await writeFile(path.join(options.output, "vscode.log"), otherOutput.join("\n"));
  if (end !== 1) console.error(`The tests did not come to an end: ${end}`);
  if (end !== 1 || !hasPrinted) console.error(telling(otherOutput).join("\n"));
  console.error(`More in ${path.join(options.output, "{failure.png,vscode.log}")}`);
  return end === 1 ? 1 : 2;
}

/**
 * Where the extension and the tests are: with the server, or for the web extension on a port of their own.
 *
 * @param {import('./suite.mjs').SuiteOptions} options
 * @param {string} folder
 */
async function locate({ web, extension, tests }, folder) {
  if (!web) return { location: { folder, extension, tests } };
  const files = await serveFolder(extension);
  undo.push(files.close);
  return { location: { folder }, webExtension: { extension: files.url(extension), tests: files.url(tests) } };
}

/**
 * The last things that VS Code printed, without what it prints in every run: it misses native modules that nothing here
 * needs, an account and an extension gallery.
 *
 * @param {string[]} output
 */
function telling(output) {
  const usual =
    /^\[info\]|bindings file|native-watchdog|open-vsx|Service Worker|Canceled|DefaultAccount|chat-stt|authentication provider/;
  const lines = (/** @type {string} */ entry) => entry.split("\n").slice(0, 8).join("\n");
  return output
    .filter((entry) => !usual.test(entry))
    .slice(-20)
    .map(lines);
}

/**
 * @param {string} type a method of the console
 * @param {unknown[]} args
 */
function print(type, args) {
  const text = format(...args);
  if (!text.startsWith(mark)) {
    otherOutput.push(`[${type}] ${text}`);
    return;
  }
  hasPrinted = true;
  const write = type === "error" || type === "warn" ? console.error : console.log;
  write(text.slice(mark.length));
}
