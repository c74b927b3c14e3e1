// @ts-check

/**
 * What the two runners of the end-to-end suite (`run.mjs` and `run-electron.mjs`) have in common.
 *
 * The suite learns how it is run from settings, because it also runs in a worker, which has no environment variables:
 *
 *   kubehintTest.bridge   the address of `bridge.mjs`; absent where nobody can click, and tests that need it skip
 *   kubehintTest.grep     the pattern given with --grep, for mocha
 */

import path from "node:path";
import { parseArgs } from "node:util";
import { repositoryRoot } from "./install.mjs";

/**
 * @typedef {object} SuiteOptions
 * @property {boolean} web run the web extension in a worker
 * @property {string | undefined} grep
 * @property {string} extension
 * @property {string} tests
 * @property {string} workspace the folder to copy
 * @property {string} output where pictures go
 * @property {string | undefined} vscode a version, for the runner that can choose
 * @property {number} limit how long the whole run may take, in milliseconds
 */

/**
 * The options of the command line. `--limit` is in seconds; the paths are for trying the harness on another extension.
 *
 * @returns {SuiteOptions}
 */
export function readOptions() {
  const { values } = parseArgs({
    options: {
      web: { type: "boolean", default: false },
      grep: { type: "string" },
      vscode: { type: "string" },
      limit: { type: "string", default: "600" },
      extension: { type: "string", default: repositoryRoot },
      workspace: { type: "string", default: path.join(repositoryRoot, "test/e2e/workspace") },
    },
  });
  const extension = path.resolve(values.extension);
  return {
    web: values.web,
    grep: values.grep,
    vscode: values.vscode,
    extension,
    tests: path.join(extension, "out/e2e", values.web ? "index.web.js" : "index.js"),
    workspace: path.resolve(values.workspace),
    output: path.join(extension, "out/e2e"),
    limit: Number(values.limit) * 1000,
  };
}

/**
 * @param {{ grep?: string | undefined, bridge?: string }} values
 * @returns {Record<string, unknown>}
 */
export function suiteSettings({ grep, bridge }) {
  return {
    ...(grep === undefined ? {} : { "kubehintTest.grep": grep }),
    ...(bridge === undefined ? {} : { "kubehintTest.bridge": bridge }),
  };
}
