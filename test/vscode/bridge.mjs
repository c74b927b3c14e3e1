// @ts-check

/**
 * Hands and eyes for tests in the extension host, which can call the extension API but neither point at a word nor see
 * what is on the screen.
 *
 * The driver listens on a loopback port and performs what a test asks for in the page. A test finds it in the setting
 * `kubehintTest.bridge` (a setting, because a worker has no environment variables); where the setting is empty there is
 * no such page and the test skips. `bridge-client.mjs` is the other end.
 *
 *   POST <bridge>/<action>    body: the action's options as JSON
 *   200 { "value": ... }      what the action returned, null if nothing
 *   400 { "error": "..." }    what went wrong, such as a text that is not on the screen
 *
 * The actions are the exported functions of `workbench.mjs`, by name and with the same options, and `screenshot`
 * with a `name`, which saves a picture in `out/e2e/` and returns its path.
 */

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import * as workbench from "./workbench.mjs";

/**
 * @typedef {object} Bridge
 * @property {string} url
 * @property {(page: import('./browser.mjs').Page) => void} attach the page that the tests run in
 * @property {() => Promise<void>} close
 */

/**
 * Starts before the page, because its address is one of the settings that the page starts with.
 *
 * @param {{ pictures: string }} options `pictures`: the folder for screenshots
 * @returns {Promise<Bridge>}
 */
export async function startBridge({ pictures }) {
  /** @type {import('./browser.mjs').Page} */
  let page;
  /** @type {Record<string, (page: import('./browser.mjs').Page, options: any) => Promise<unknown>>} */
  const actions = {
    ...workbench,
    screenshot: async (page, { name }) => {
      const file = path.join(pictures, `${path.basename(name)}.png`);
      await page.screenshot({ path: file });
      return file;
    },
  };
  // Any local process can reach the port. The secret keeps a page in somebody's browser from clicking in ours.
  const secret = randomUUID();

  const server = createServer(async (request, response) => {
    const [, given, name = ""] = (request.url ?? "").split("/");
    // A worker's request comes from another origin.
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    try {
      if (given !== secret || !Object.hasOwn(actions, name)) throw new Error(`There is no action "${name}"`);
      const options = JSON.parse((await readBody(request)) || "{}");
      const value = (await actions[name]?.(page, options)) ?? null;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ value }));
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      response
        .writeHead(400, { "content-type": "application/json" })
        .end(JSON.stringify({ error: stripVTControlCharacters(message) }));
    }
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, "127.0.0.1", resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/${secret}`,
    attach: (attached) => {
      page = attached;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {import('node:http').IncomingMessage} request */
async function readBody(request) {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
