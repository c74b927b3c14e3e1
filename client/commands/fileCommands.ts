import { commands, Disposable } from "vscode";
import { fixAllKind, hardenKinds } from "../../server/protocol";

/** Commands on the active file. */
export function fileCommands(): Disposable {
  const harden = (kind: string) =>
    commands.executeCommand("editor.action.codeAction", { kind, apply: "first" });
  return Disposable.from(
    commands.registerCommand("kubehint.fixAllInFile", () =>
      commands.executeCommand("editor.action.sourceAction", { kind: fixAllKind, apply: "first" }),
    ),
    commands.registerCommand("kubehint.hardenContainer", () => harden(hardenKinds.container)),
    commands.registerCommand("kubehint.hardenWorkload", () => harden(hardenKinds.workload)),
    commands.registerCommand("kubehint.hardenFile", () => harden(hardenKinds.file)),
  );
}
