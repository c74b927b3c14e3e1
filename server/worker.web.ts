import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import type { Rule } from "../engine/rule";
import type { Host, Prose } from "./host";
import { startServer } from "./start";
import { watchWorker } from "./watch.web";

/** The worker that this runs in. The types of a worker's globals would clash with those of Node. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

/** Serves the client that started this worker, until it ends it. */
export function serveWorker(rules: readonly Rule[]): void {
  const host: Host = {
    watch: watchWorker((sign) => self.postMessage(sign)),
    files: undefined,
    async loadProse(askClient) {
      const prose: Prose = JSON.parse(await askClient());
      return prose;
    },
  };
  startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), host, rules);
}
