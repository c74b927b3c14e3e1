import { existsSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../arguments";
import { Failure } from "../failure";
import { lspHelp } from "../help";

/**
 * `kubehint lsp --stdio`: the language server takes over standard input and output, and ends the process itself. It is a
 * bundle of its own beside this one.
 */
export function lsp(argv: readonly string[]): undefined {
  const args = readArguments(argv, { stdio: "flag", clientProcessId: "text" });
  if (args.has("help")) {
    process.stdout.write(lspHelp);
    process.exitCode = 0;
    return undefined;
  }
  if (!args.has("stdio")) throw new Failure("lsp needs --stdio, the only way it talks");
  if (!existsSync(join(__dirname, "server.js")))
    throw new Failure("the language server is not built (npm run build)");
  require("./server.js");
  return undefined;
}
