import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { rules } from "../rules";
import type { Host, Prose } from "./host";
import { startServer } from "./start";
import { unwatched } from "./watch";

/** The worker that this runs in. The types of a worker's globals would clash with those of Node. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

const host: Host = {
  watch: unwatched,
  files: undefined,
  async loadProse(askClient) {
    const prose: Prose = JSON.parse(await askClient());
    return prose;
  },
};

startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), host, rules);
