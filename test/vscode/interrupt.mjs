// @ts-check

/**
 * Resolves with the name of the first signal that asks this process to end. Without a listener the process would end
 * at once, and leave behind what it has started.
 *
 * @returns {Promise<NodeJS.Signals>}
 */
export function interrupted() {
  return new Promise((resolve) => {
    for (const signal of /** @type {NodeJS.Signals[]} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
      process.on(signal, resolve);
    }
  });
}
