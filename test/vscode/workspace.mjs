// @ts-check

import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/**
 * A fresh copy of a folder, for tests and people who edit what is in it.
 *
 * @param {string} source
 * @returns {Promise<{ folder: string, remove: () => Promise<void> }>}
 */
export async function copyWorkspace(source) {
  const parent = await mkdtemp(path.join(tmpdir(), "kubehint-workspace-"));
  // The folder keeps its name, which the window shows.
  const folder = path.join(parent, path.basename(source));
  await cp(source, folder, { recursive: true });
  return { folder, remove: () => rm(parent, { recursive: true, force: true, maxRetries: 10 }) };
}

/**
 * What VS Code is to open to work on a folder: the workspace that is described in it, otherwise the folder.
 *
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function whatToOpen(folder) {
  const described = (await readdir(folder)).find((name) => name.endsWith(".code-workspace"));
  return described === undefined ? folder : path.join(folder, described);
}
