// @ts-check

/**
 * Serves the files of one folder on a loopback port, for a web extension: VS Code lets an extension start workers, and
 * so its language server, when the extension comes by http, as on vscode.dev, and refuses when it comes from the server
 * that also has the workspace.
 */

import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { pipeline } from "node:stream";

const types = /** @type {Record<string, string>} */ ({
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".wasm": "application/wasm",
});

/**
 * @param {string} folder
 * @returns {Promise<{ url: (file: string) => string, close: () => Promise<void> }>} `url` of a file or folder in it
 */
export async function serveFolder(folder) {
  // The answers may be read by any page, so the address must not be guessable: the folder is a whole working tree.
  const root = `/${randomUUID()}/`;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = path.join(folder, decodeURIComponent(pathname.slice(root.length)));
    if (!pathname.startsWith(root) || !isInside(folder, file)) return void response.writeHead(404).end();
    const content = createReadStream(file);
    content.once("open", () => {
      response.writeHead(200, {
        "access-control-allow-origin": "*",
        "content-type": types[path.extname(file)] ?? "text/plain",
      });
      pipeline(content, response, () => {});
    });
    content.once("error", () => response.writeHead(404).end());
  });
  await /** @type {Promise<void>} */ (new Promise((resolve) => server.listen(0, "127.0.0.1", resolve)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: (file) => {
      const segments = path.relative(folder, file).split(path.sep).map(encodeURIComponent);
      return `http://127.0.0.1:${port}${root}${segments.join("/")}`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * @param {string} folder
 * @param {string} file
 */
function isInside(folder, file) {
  const relative = path.relative(folder, file);
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}
