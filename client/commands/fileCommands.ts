import { commands, type Disposable } from "vscode";
import { fixAllKind } from "../../server/protocol";

/** Commands on the active file. */
export function fileCommands(): Disposable {
  return commands.registerCommand("kubehint.fixAllInFile", () =>
    commands.executeCommand("editor.action.sourceAction", { kind: fixAllKind, apply: "first" }),
  );
}
