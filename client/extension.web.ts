import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { startExtension } from "./extension";

/** The worker of the browser; the types of a page's globals would clash with those of Node. */
declare const Worker: new (
  address: string,
  options: { name: string },
) => ConstructorParameters<typeof LanguageClient>[2];

/** Entry point where extensions run in a browser: the language server is a worker. */
export function activate(context: ExtensionContext): void {
  const address = Uri.joinPath(context.extensionUri, "dist/server.web.js").toString(true);
  startExtension(
    context,
    (options) =>
      new LanguageClient("kubehint", "Kubehint", new Worker(address, { name: "Kubehint" }), options),
  );
}
