// @ts-check

/**
 * Runs the same suite as `run.mjs` in the desktop VS Code, which is downloaded: for machines with an open network.
 *
 *   node test/vscode/run-electron.mjs [--grep PATTERN] [--vscode VERSION]
 *
 * Nobody can click in that window from outside, so the tests that need the bridge skip.
 */

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runTests } from "@vscode/test-electron";
import { repositoryRoot } from "./install.mjs";
import { readOptions, suiteSettings } from "./suite.mjs";
import { copyWorkspace, whatToOpen } from "./workspace.mjs";

const { web, grep, vscode, extension, tests, workspace } = readOptions();
if (web) throw new Error("The web extension is tested with test/vscode/run.mjs --web");

const { folder, remove } = await copyWorkspace(workspace);
const data = await mkdtemp(path.join(tmpdir(), "kubehint-"));
try {
  await mkdir(path.join(data, "User"));
  await writeFile(path.join(data, "User/settings.json"), JSON.stringify(suiteSettings({ grep })));
  await runTests({
    ...(vscode ? { version: vscode } : {}),
    cachePath: path.join(repositoryRoot, ".cache/vscode-test"),
    extensionDevelopmentPath: extension,
    extensionTestsPath: tests,
    launchArgs: [
      await whatToOpen(folder),
      `--user-data-dir=${data}`,
      "--disable-extensions",
      "--disable-workspace-trust",
      "--skip-welcome",
      "--skip-release-notes",
    ],
  });
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  await remove();
  await rm(data, { recursive: true, force: true, maxRetries: 10 });
}
