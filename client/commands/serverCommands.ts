import { commands, Disposable } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import type { Crashes } from "../crashes";

/** Commands on the language server itself. */
export function serverCommands(client: BaseLanguageClient, crashes: Crashes): Disposable {
  return Disposable.from(
    commands.registerCommand("kubehint.showOutput", () => client.outputChannel.show()),
    commands.registerCommand("kubehint.restartServer", async () => {
      crashes.forget();
      // One that does not come back cannot say that it stops: the next start or its watchdog ends it.
      if (client.needsStop()) await client.stop().catch(() => {});
      await client.start();
    }),
  );
}
