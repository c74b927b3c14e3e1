// @ts-check

/**
 * A lock between processes, as a file.
 *
 * The holder touches the file every few seconds. A file that nobody has touched for longer belongs to a process that
 * was killed, and is taken over; a process id alone would not do, because two containers may share the cache folder.
 *
 * Two waiting processes can, in a window of a few microseconds, both take over the same abandoned lock. What is done
 * under the lock must therefore stay correct (if wasteful) when it is done twice.
 */

import { rm, stat, utimes, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

const touchEvery = 2_000;
const abandonedAfter = 15_000;

/**
 * Runs `work` while no other process runs something under the same lock file.
 *
 * @template T
 * @param {string} file
 * @param {{ work: () => Promise<T>, onWait: () => void }} options `onWait` is called once, when somebody else holds it
 * @returns {Promise<T>}
 */
export async function withLock(file, { work, onWait }) {
  let waiting = false;
  while (!(await tryToTake(file))) {
    if (!waiting) onWait();
    waiting = true;
    if (await isAbandoned(file)) await rm(file, { force: true });
    else await sleep(500);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, touchEvery);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    await rm(file, { force: true });
  }
}

/** @param {string} file */
async function tryToTake(file) {
  try {
    await writeFile(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/** @param {string} file */
async function isAbandoned(file) {
  try {
    return Date.now() - (await stat(file)).mtimeMs > abandonedAfter;
  } catch {
    // Released between our attempt and this look: the next attempt decides.
    return false;
  }
}
