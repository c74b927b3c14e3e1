import { commands, Disposable, type Extension, type QuickPickItem, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { clientCommands, methods, type RulePageParams } from "../../server/protocol";
import { rulePagePrefix, rulePageScheme } from "./links";

/**
 * The pages of the rules as virtual documents. That VS Code shows them as rendered Markdown, whoever opens them, is
 * `workbench.editorAssociations` in package.json.
 */
export function rulePages(client: BaseLanguageClient, extension: Extension<unknown>): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(rulePageScheme, {
      provideTextDocumentContent: async ({ path }) => {
        const params: RulePageParams = { rule: path.slice(path.lastIndexOf("/") + 1) };
        const page = await client.sendRequest<string | null>(methods.rulePage, params);
        return page ?? `# ${params.rule}\n\nKubehint has no rule of this name.\n`;
      },
    }),
    commands.registerCommand(clientCommands.showRule, async (given?: unknown) => {
      const rule = typeof given === "string" ? given : await pickRule(extension);
      if (rule !== undefined) await commands.executeCommand("vscode.open", Uri.parse(rulePagePrefix + rule));
    }),
  );
}

/** Asks which rule; all of them are named in the settings. */
async function pickRule(extension: Extension<unknown>): Promise<string | undefined> {
  const items: QuickPickItem[] = ruleTitles(extension.packageJSON).map(([id, title]) => ({
    label: title,
    description: id,
  }));
  const picked = await window.showQuickPick(items, {
    title: "Rules of Kubehint",
    placeHolder: "Show the page of a rule",
    matchOnDescription: true,
  });
  return picked?.description;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: {
      readonly properties: {
        readonly "kubehint.rules"?: {
          readonly propertyNames?: {
            readonly enum: readonly string[];
            readonly enumDescriptions: readonly string[];
          };
        };
      };
    };
  };
}

function ruleTitles({ contributes }: Manifest): [id: string, title: string][] {
  const names = contributes.configuration.properties["kubehint.rules"]?.propertyNames;
  return (names?.enum ?? []).map((id, index) => [id, names?.enumDescriptions[index] ?? id]);
}
