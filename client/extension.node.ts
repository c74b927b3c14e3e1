import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startExtension } from "./extension";

/** Entry point where Node runs extensions: the language server is a process of its own, spoken to by IPC. */
export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, "dist/server.js").fsPath;
  const server = { module, transport: TransportKind.ipc };
  const debug = { ...server, options: { execArgv: ["--inspect=6009"] } };
  startExtension(
    context,
    (options) => new LanguageClient("kubehint", "Kubehint", { run: server, debug }, options),
  );
}
