// @ts-check

/**
 * A browser without a window, driven by Playwright, and in it the workbench of a running server.
 *
 * Playwright is installed in the cache folder and so unknown to the type checker here; its objects are `any`.
 * Its Node is the one that runs this file: 1.65 works from Node 20 on.
 */

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/**
 * @typedef {any} Page Playwright's `Page`
 *
 * @typedef {object} Browser
 * @property {(address: string, options?: PageOptions) => Promise<Page>} open
 * @property {() => Promise<void>} close
 *
 * @typedef {object} PageOptions
 * @property {'light' | 'dark'} [colorScheme] what the page is told the system prefers
 * @property {{ width: number, height: number }} [size]
 * @property {number} [scale] device pixels per pixel; 2 for pictures that are to be looked at
 * @property {(type: string, text: string) => void} [onConsole] the page's own console
 * @property {(type: string, args: unknown[]) => void} [onTestLog] the console of the tests in the extension host
 * @property {(code: number) => void} [onTestExit] the tests have ended
 * @property {{ extension: string, tests?: string }} [webExtension] addresses by http of a web extension's folder and tests
 * @property {(page: Page) => void} [onPage] the page exists; the tests may begin before `open` returns
 */

/**
 * @param {{ install: import('./install.mjs').BrowserInstall }} options
 * @returns {Promise<Browser>}
 */
export async function launchBrowser({ install }) {
  const { chromium } = createRequire(path.join(install.playwright, "package.json"))("playwright-core");
  const scratch = await mkdtemp(path.join(tmpdir(), "kubehint-browser-"));
  const removeScratch = () => rm(scratch, { recursive: true, force: true, maxRetries: 10 });
  try {
    const browser = await chromium.launch({
      ...chooseBrowser(install),
      headless: true,
      // The sandbox needs a kernel setting that containers rarely have. This browser only ever sees our own server.
      args: ["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
      env: { ...process.env, ...(await missingParts(install, scratch)) },
      // The driver decides what an interrupt stops, and in which order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    return {
      open: (address, options = {}) => openPage(browser, address, options),
      close: async () => {
        await browser.close();
        await removeScratch();
      },
    };
  } catch (error) {
    await removeScratch();
    throw error;
  }
}

/**
 * KUBEHINT_BROWSER first, then the binary from npm, then the Chrome of the machine.
 *
 * @param {import('./install.mjs').BrowserInstall} install
 */
function chooseBrowser({ chromium }) {
  const executablePath = process.env.KUBEHINT_BROWSER ?? chromium;
  return executablePath ? { executablePath } : { channel: "chrome" };
}

/**
 * What the binary from npm needs and a bare machine may lack: the NSS libraries, and any font at all. Both come with
 * the binary, but the machine's own are better, so only what is missing is supplied.
 *
 * @param {import('./install.mjs').BrowserInstall} install
 * @param {string} scratch
 * @returns {Promise<Record<string, string>>}
 */
async function missingParts({ chromium, libraries, fonts }, scratch) {
  if (!chromium) return {};
  /** @type {Record<string, string>} */
  const env = {};
  const linked = await promisify(execFile)("ldd", [chromium]).catch(() => ({ stdout: "not found" }));
  if (linked.stdout.includes("not found")) {
    env.LD_LIBRARY_PATH = [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
  }
  if (!existsSync("/etc/fonts/fonts.conf") && !process.env.FONTCONFIG_PATH) {
    await mkdir(path.join(scratch, "fonts"));
    await writeFile(
      path.join(scratch, "fonts/fonts.conf"),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
        `<dir>/usr/share/fonts</dir><dir>${fonts}</dir><cachedir>${scratch}/fonts/cache</cachedir></fontconfig>`,
    );
    env.FONTCONFIG_PATH = path.join(scratch, "fonts");
  }
  return env;
}

/**
 * Opens the workbench. Every page has its own context: what one run leaves in the browser's storage must not reach the
 * next one.
 *
 * @param {any} browser
 * @param {string} address
 * @param {PageOptions} options
 * @returns {Promise<Page>}
 */
async function openPage(browser, address, options) {
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    // The page may only fetch from its own origin and by https; a web extension comes from another loopback port.
    bypassCSP: options.webExtension !== undefined,
    colorScheme: options.colorScheme ?? "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.on("console", (/** @type {any} */ message) => options.onConsole?.(message.type(), message.text()));
  page.on("pageerror", (/** @type {Error} */ error) => options.onConsole?.("pageerror", String(error.stack)));
  // The two functions that a workbench started for tests calls; the server's smoke test driver makes it look for them.
  await page.exposeFunction(
    "codeAutomationLog",
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => options.onTestLog?.(type, args),
  );
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => options.onTestExit?.(code));
  if (options.webExtension) await developWebExtension(page, options.webExtension);
  options.onPage?.(page);
  await page.goto(address);
  await page.waitForSelector(".monaco-workbench", { timeout: 60_000 });
  return page;
}

/**
 * Loads a web extension under development, as `@vscode/test-web` does: by the configuration in the page, the only place
 * where the workbench accepts one that comes by http. The server has no option to put it there.
 *
 * @param {Page} page
 * @param {{ extension: string, tests?: string }} addresses
 */
async function developWebExtension(page, { extension, tests }) {
  await page.addInitScript(
    (/** @type {Record<string, unknown>} */ added) => {
      // The document is complete but its module scripts, which read this element, have not run yet.
      document.addEventListener("readystatechange", () => {
        const element = document.getElementById("vscode-workbench-web-configuration");
        if (document.readyState !== "interactive" || !element) return;
        const configuration = JSON.parse(element.dataset.settings ?? "{}");
        configuration.developmentOptions = { ...configuration.developmentOptions, ...added };
        element.dataset.settings = JSON.stringify(configuration);
      });
    },
    {
      extensions: [uriComponents(extension)],
      ...(tests ? { extensionTestsPath: uriComponents(tests) } : {}),
    },
  );
}

/** A URI as VS Code transfers it. */
function uriComponents(/** @type {string} */ address) {
  const { protocol, host, pathname } = new URL(address);
  return { scheme: protocol.slice(0, -1), authority: host, path: pathname };
}
