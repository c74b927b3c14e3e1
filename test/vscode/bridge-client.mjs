// @ts-check

/**
 * The end of the bridge (see `bridge.mjs`) that is bundled into the tests. It runs in Node and in a worker, and imports
 * nothing: the caller reads the setting.
 *
 *   const ui = connect(vscode.workspace.getConfiguration('kubehintTest').get('bridge'));
 *   if (!ui) this.skip();
 *   const shown = await ui('hoverText', { text: 'privileged' });
 */

/** Begins every line that the tests print; the driver tells them by it from what VS Code itself prints. */
export const mark = "\u2063";

/**
 * @param {string | undefined} url the setting `kubehintTest.bridge`
 * @returns {((action: string, options?: Record<string, unknown>) => Promise<any>) | undefined} undefined: no bridge here
 */
export function connect(url) {
  if (!url) return undefined;
  return async (action, options = {}) => {
    const response = await fetch(`${url}/${action}`, { method: "POST", body: JSON.stringify(options) });
    const { value, error } = await response.json();
    if (error) throw new Error(`${action} ${JSON.stringify(options)}: ${error}`);
    return value;
  };
}

/**
 * Prints a line as the tests' own. Mocha does it for everything after `Mocha.reporters.Base.consoleLog = print`. (The
 * functions of `console` cannot be replaced in the extension host, and are not only ours.)
 *
 * @param {string} [format]
 * @param {...unknown} values
 */
export function print(format = "", ...values) {
  console.log(mark + format, ...values);
}
