import { commands, Disposable } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/** Commands on the language server itself. */
export function serverCommands(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    commands.registerCommand("kubehint.showOutput", () => client.outputChannel.show()),
    commands.registerCommand("kubehint.restartServer", async () => {
      if (client.needsStop()) await client.stop();
      await client.start();
    }),
  );
}
