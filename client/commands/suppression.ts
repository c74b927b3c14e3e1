import { commands, Disposable, ProgressLocation, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type Baselines,
  clientCommands,
  type IgnoreArguments,
  type IgnoreChoice,
  methods,
  serverCommands,
} from "../../server/protocol";
import { count } from "./scanTexts";

/** Commands that accept findings: one at a time with a reason, or all there are as a baseline. */
export function suppressionCommands(client: BaseLanguageClient): Disposable {
  return Disposable.from(
    commands.registerCommand(clientCommands.ignore, (choice: IgnoreChoice) => ignore(choice)),
    commands.registerCommand("kubehint.createBaseline", () => createBaseline(client)),
  );
}

async function ignore({ scopes, ...wanted }: IgnoreChoice): Promise<void> {
  const title = `Ignore ${wanted.rules.join(", ")}`;
  const picked = await window.showQuickPick(
    scopes.map((scope) => ({ ...places[scope], scope })),
    { title: `${title} (1/2)`, placeHolder: "Where is it accepted?", ignoreFocusOut: true },
  );
  if (!picked) return;
  const reason = await window.showInputBox({
    title: `${title} (2/2)`,
    prompt: "Why is this accepted? An until=2027-01-31 at the end lets it be reported again after that day.",
    placeHolder: "Reason",
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? "A few words are enough." : undefined),
  });
  if (reason === undefined) return;
  const answer: IgnoreArguments = { ...wanted, scope: picked.scope, reason };
  const configuration = await commands.executeCommand<string | null>(serverCommands.ignore, answer);
  // A configuration counts once it is saved.
  if (typeof configuration === "string")
    await (await workspace.openTextDocument(Uri.parse(configuration))).save();
}

const places: Readonly<Record<IgnoreArguments["scope"], { label: string; description: string }>> = {
  here: { label: "Here", description: "a comment on this line" },
  container: { label: "In this container", description: "a comment above it" },
  resource: { label: "In this resource", description: "an annotation" },
  file: { label: "In this file", description: "a comment at its top" },
  configuration: { label: "In kubehint.yaml", description: "an exception for this object" },
};

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
