import { commands, type Disposable, type Extension, ProgressLocation, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { methods, type ReportFormat, type ReportParams } from "../../server/protocol";

interface Choice {
  readonly format: ReportFormat;
  readonly label: string;
  readonly description: string;
  /** Of the file that is proposed. */
  readonly name: string;
}

/** Every format of the command line; those that people read first. */
const choices: readonly Choice[] = [
  choice("html", "HTML", "a page for people, one file", "kubehint.html"),
  choice("markdown", "Markdown", "for a comment or a ticket", "kubehint.md"),
  choice("csv", "CSV", "for a spreadsheet", "kubehint.csv"),
  choice("text", "Text", "as in a terminal", "kubehint.txt"),
  choice("json", "JSON", "all there is, for programs", "kubehint.json"),
  choice("sarif", "SARIF", "for code scanning", "kubehint.sarif"),
  choice("junit", "JUnit", "for CI servers", "kubehint.xml"),
  choice("gitlab", "GitLab Code Quality", "gitlab", "gl-code-quality-report.json"),
  choice("gitlab-sast", "GitLab SAST", "gitlab-sast", "gl-sast-report.json"),
  choice("github", "GitHub Annotations", "workflow commands", "kubehint-annotations.txt"),
  choice("slack", "Slack", "what an incoming webhook takes", "kubehint-slack.json"),
];

function choice(format: ReportFormat, label: string, description: string, name: string): Choice {
  return { format, label, description, name };
}

/** Writes a report on the workspace, the same as the command line's. */
export function exportReport(client: BaseLanguageClient, extension: Extension<unknown>): Disposable {
  return commands.registerCommand("kubehint.exportReport", async () => {
    const picked = await window.showQuickPick(choices, {
      title: "Export Report",
      placeHolder: "Format",
      matchOnDescription: true,
    });
    if (!picked) return;
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const target = await window.showSaveDialog({
      title: `Export ${picked.label} Report`,
      ...(folder && { defaultUri: Uri.joinPath(folder, picked.name) }),
    });
    if (target) await write(picked.format, target, client, extension.packageJSON.version);
  });
}

async function write(
  format: ReportFormat,
  target: Uri,
  client: BaseLanguageClient,
  version: string,
): Promise<void> {
  const params: ReportParams = { format, version };
  const title = "Kubehint: Export Report";
  try {
    const text = await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (_, token) => client.sendRequest<string | null>(methods.report, params, token),
    );
    if (text === null) return;
    await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  } catch (error) {
    client.error("The report could not be written", error, false);
    window.showErrorMessage("Kubehint could not write the report.");
    return;
  }
  const action = await window.showInformationMessage(
    `The report is in ${workspace.asRelativePath(target)}.`,
    "Open",
  );
  if (action) await commands.executeCommand("vscode.open", target);
}
