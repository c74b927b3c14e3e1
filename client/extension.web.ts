import { type ExtensionContext, ExtensionMode, Uri } from "vscode";
import { BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension";
import { type ServerWorker, WatchedReader } from "./watchedWorker";

/** The worker of the browser; the types of a page's globals would clash with those of Node. */
declare const Worker: new (address: string, options: { name: string }) => ServerWorker;

/** Entry point where extensions run in a browser: the language server is a worker. */
export function activate(context: ExtensionContext): void {
  const address = Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true);
  // Somebody at a breakpoint is not to be cut off.
  const watches = context.extensionMode !== ExtensionMode.Development;
  startExtension(context, (options, crashes) => {
    let running: WatchedReader | undefined;
    const startWorker = async () => {
      // One that did not come back when it was to stop can only be ended so.
      running?.dispose();
      const worker = new Worker(address, { name: "Kubehint" });
      const tell = (reason: string) => client.outputChannel.error(reason);
      running = new WatchedReader(worker, { crashes, tell, watches });
      return { reader: running, writer: new BrowserMessageWriter(worker) };
    };
    const client = new LanguageClient("kubehint", "Kubehint", startWorker, options);
    return client;
  });
}
