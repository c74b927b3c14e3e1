import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension";

/** The worker of the browser; the types of a page's globals would clash with those of Node. */
declare const Worker: new (
  address: string,
  options: { name: string },
) => ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };

/** Entry point where extensions run in a browser: the language server is a worker. */
export function activate(context: ExtensionContext): void {
  const address = Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true);
  let running: InstanceType<typeof Worker> | undefined;
  // A server that was stopped answers nothing any more, and one that does not come back can only be ended so.
  const startWorker = async () => {
    running?.terminate();
    running = new Worker(address, { name: "Kubehint" });
    return { reader: new BrowserMessageReader(running), writer: new BrowserMessageWriter(running) };
  };
  startExtension(context, (options) => new LanguageClient("kubehint", "Kubehint", startWorker, options));
}
