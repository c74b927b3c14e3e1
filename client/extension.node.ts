import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { tellWorkArgument } from "../server/protocol";
import { startExtension } from "./extension";
import { serverOutput } from "./serverOutput";

/**
 * What a keystroke makes of a long document does not fit into the young generation as V8 sizes it: it would be copied
 * several times over, which takes as long as the work itself. Grows only where it is needed.
 */
const memory = ["--max-semi-space-size=64", "--semi-space-growth-factor=4"];

/** Entry point where Node runs extensions: the language server is a process of its own, spoken to by IPC. */
export function activate(context: ExtensionContext): void {
  const module = Uri.joinPath(context.extensionUri, "dist/server.js").fsPath;
  const server = {
    module,
    transport: TransportKind.ipc,
    args: [tellWorkArgument],
    options: { execArgv: memory },
  };
  const debug = { ...server, options: { execArgv: [...memory, "--inspect=6009"] } };
  startExtension(
    context,
    (options, crashes) =>
      new LanguageClient(
        "kubehint",
        "Kubehint",
        { run: server, debug },
        { ...options, stdioOptions: serverOutput(crashes) },
      ),
  );
}
