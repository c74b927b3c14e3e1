// @ts-check

/**
 * Takes the pictures of docs/images/ in a real VS Code, in the dark and in the light theme.
 *
 *   npm run screenshots [-- --only NAME] [--folder DIR] [--extension DIR] [--out DIR]
 *
 * A picture is an entry of `pictures`: it starts with nothing open but the explorer, and does with the functions of
 * `test/vscode/workbench.mjs` what a person would do to see the same.
 */

import { spawnSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../test/vscode/browser.mjs";
import { ensureVSCode, repositoryRoot } from "../test/vscode/install.mjs";
import { interrupted } from "../test/vscode/interrupt.mjs";
import { startServer } from "../test/vscode/server.mjs";
import * as workbench from "../test/vscode/workbench.mjs";
import { copyWorkspace } from "../test/vscode/workspace.mjs";
import { terminalPage } from "./terminalPage.mjs";

/** @type {Record<string, (page: import("../test/vscode/browser.mjs").Page) => Promise<unknown>>} */
const pictures = {
  editor: async (page) => {
    await openManifest(page);
    await workbench.hoverText(page, { text: "privileged" });
  },
  "quick-fix": async (page) => {
    await openManifest(page);
    await workbench.openQuickFix(page, { text: "privileged" });
  },
  problems: async (page) => {
    await openManifest(page);
    await workbench.showProblems(page);
  },
  results: async (page) => {
    await openManifest(page);
    await workbench.runCommand(page, { title: "Kubehint: Scan Workspace" });
    await workbench.openView(page, { title: "Kubehint" });
    await workbench.waitFor(page, { selector: ".part.sidebar .monaco-list-row", text: "Critical" });
  },
  filter: async (page) => {
    await pictures.results?.(page);
    await workbench.runCommand(page, { title: "Kubehint: Filter Results" });
    await workbench.waitFor(page, { selector: ".quick-input-list .monaco-list-row", text: "Critical" });
  },
  filtered: async (page) => {
    await pictures.filter?.(page);
    await workbench.choose(page, { text: "High" });
    await workbench.choose(page, { text: "RBAC" });
    await workbench.press(page, { keys: "Enter" });
    await workbench.waitFor(page, { selector: ".tree-explorer-viewlet-tree-view .message", text: "of" });
  },
  posture: async (page) => {
    await openManifest(page);
    await workbench.runCommand(page, { title: "Kubehint: Show Posture" });
    await workbench.webviewText(page);
  },
  "posture-tables": async (page) => {
    await pictures.posture?.(page);
    await workbench.clickInWebview(page, { selector: "h1" });
    await workbench.press(page, { keys: "End" });
  },
  status: async (page) => {
    await openManifest(page);
    await page.locator('.statusbar-item[id$="kubehint.findings"]').hover();
    await workbench.waitFor(page, { selector: ".monaco-hover", text: "in this file" });
  },
  page: async (page) => {
    await openManifest(page);
    await workbench.runCommand(page, { title: "Kubehint: Show Rule" });
    await workbench.waitFor(page, { selector: ".quick-input-list .monaco-list-row", text: "-" });
    await workbench.type(page, { text: "privileged-container" });
    await workbench.choose(page, { text: "privileged-container" });
    await workbench.webviewText(page);
  },
  chart: async (page) => {
    await workbench.openFile(page, { file: "chart/templates/deployment.yaml" });
    await workbench.waitForSquiggles(page, { severity: "warning" });
    await workbench.runCommand(page, { title: "Kubehint: Show Rendered Template" });
    await workbench.waitFor(page, { selector: ".editor-group-container .tab", text: "→" });
    await workbench.waitFor(page, { selector: ".view-line", text: "release-name-shop" });
  },
  terminal: async (page) => {
    const cli = path.join(repositoryRoot, "dist/cli.js");
    const html = terminalPage(
      "kubehint scan deploy/web.yaml",
      [cli, "scan", "deploy/web.yaml", "--color"],
      values.folder,
    );
    await page.goto("about:blank");
    await page.setContent(html);
  },
  report: async (page) => {
    const cli = path.join(repositoryRoot, "dist/cli.js");
    const { stdout } = spawnSync(process.execPath, [cli, "scan", "--format", "html"], {
      cwd: values.folder,
      encoding: "utf8",
    });
    await page.goto("about:blank");
    await page.setContent(stdout);
  },
};

/** What is no part of the workbench. */
const pages = ["terminal", "report"];
/** Pictures that look the same in every theme. */
const themeless = ["terminal"];

/** @param {import("../test/vscode/browser.mjs").Page} page */
async function openManifest(page) {
  await workbench.openFile(page, { file: "deploy/web.yaml" });
  await workbench.waitForSquiggles(page, { severity: "warning" });
  // The lens moves the lines below it.
  await workbench.waitFor(page, { selector: ".codelens-decoration", text: "Pod Security" });
}

/** @type {{ name: "dark" | "light", theme: string }[]} */
const looks = [
  { name: "dark", theme: "Dark 2026" },
  { name: "light", theme: "Light 2026" },
];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    folder: { type: "string", default: path.join(repositoryRoot, "examples") },
    extension: { type: "string", default: repositoryRoot },
    out: { type: "string", default: path.join(repositoryRoot, "docs/images") },
  },
});

/** What to undo, last first, however this ends. */
const undo = /** @type {(() => Promise<void>)[]} */ ([]);
const stopped = interrupted().then((signal) => {
  throw new Error(`Stopped by ${signal}`);
});
try {
  await Promise.race([takeAll(), stopped]);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  for (const each of undo.reverse()) await each().catch(console.error);
}
process.exit();

async function takeAll() {
  await mkdir(values.out, { recursive: true });
  const install = await ensureVSCode();
  const workspace = await copyWorkspace(values.folder);
  undo.push(workspace.remove);
  const browser = await launchBrowser({ install: install.browser });
  undo.push(browser.close);

  for (const { name: look, theme } of looks) {
    for (const [name, arrange] of Object.entries(pictures)) {
      if ((values.only && values.only !== name) || (look === "light" && themeless.includes(name))) continue;
      // A server of its own for each: it keeps what was open, and the theme is one of its settings.
      const server = await startServer({
        install: install.server,
        extensions: [values.extension],
        settings: { "workbench.colorTheme": theme, "editor.fontSize": 14, "editor.minimap.enabled": false },
      });
      undo.push(server.stop);
      const page = await browser.open(server.address({ folder: workspace.folder }), {
        colorScheme: look,
        size: { width: 1200, height: 720 },
        scale: 1.5,
      });
      await workbench.waitForWorkbench(page);
      await arrange(page);
      const isWorkbench = !pages.includes(name);
      if (isWorkbench) await workbench.settle(page);
      const file = path.join(values.out, `${name}-${look}.png`);
      await (name === "terminal"
        ? page.locator("body").screenshot({ path: file })
        : page.screenshot({ path: file }));
      console.log(path.relative(process.cwd(), file));
      await page.context().close();
      await server.stop();
    }
  }
}
