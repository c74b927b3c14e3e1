import { commands, Disposable, ProgressLocation, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type Baselines,
  clientCommands,
  type IgnoreArguments,
  methods,
  serverCommands,
} from "../../server/protocol";
import { count } from "./scanTexts";

/** Commands that accept findings: one at a time with a reason, or all there are as a baseline. */
export function suppressionCommands(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    commands.registerCommand(clientCommands.ignore, (wanted: IgnoreArguments) => ignore(wanted)),
    commands.registerCommand("kubehint.createBaseline", () => createBaseline(client)),
  );
}

async function ignore(wanted: IgnoreArguments): Promise<void> {
  const reason = await window.showInputBox({
    title: `Ignore ${wanted.rules.join(", ")}`,
    prompt: "Why is this accepted? An until=2027-01-31 at the end lets it be reported again after that day.",
    placeHolder: "Reason",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "A few words are enough." : undefined),
  });
  if (reason === undefined) return;
  const configuration = await commands.executeCommand<string | null>(serverCommands.ignore, {
    ...wanted,
    reason,
  });
  // A configuration counts once it is saved.
  if (typeof configuration === "string")
    await (await workspace.openTextDocument(Uri.parse(configuration))).save();
}

async function createBaseline(client: BaseLanguageClient): Promise<void> {
  const baselines = await window.withProgress(
    { location: ProgressLocation.Notification, title: "Kubehint: Create Baseline", cancellable: true },
    (_, token) => client.sendRequest<Baselines>(methods.createBaseline, {}, token),
  );
  for (const { uri, text, findings } of baselines) {
    const file = Uri.parse(uri);
    await workspace.fs.writeFile(file, new TextEncoder().encode(text));
    window.showInformationMessage(
      `${count(findings, "finding")} in ${workspace.asRelativePath(file)}. From now on only what is new is shown.`,
    );
  }
}
