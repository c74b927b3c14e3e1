import {
  Disposable,
  languages,
  MarkdownString,
  StatusBarAlignment,
  type TextDocument,
  window,
  workspace,
} from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import { type FileCounts, type FileParams, methods } from "../server/protocol";
import { count } from "./commands/scanTexts";
import { isUserText } from "./documents";
import { severities } from "./views/grouping";

/** Milliseconds without a change before the server is asked. */
const pause = 150;

/**
 * The findings of the active file by severity, in the status bar. Asked of the server, because the severities of
 * problems in VS Code are fewer, and one problem may stand for all that a container lacks. Hidden for what is not checked.
 */
export function statusBar(client: BaseLanguageClient): Disposable {
  const item = window.createStatusBarItem("kubehint.findings", StatusBarAlignment.Left, 10);
  item.name = "Kubehint Findings";
  item.command = "workbench.actions.view.problems";

  let timer: ReturnType<typeof setTimeout> | undefined;
  const showSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, pause);
  };
  const show = async () => {
    const document = window.activeTextEditor?.document;
    const counts = document && (await countsOf(document, client));
    // Another file has come to the front meanwhile, and is asked about itself.
    if (document !== window.activeTextEditor?.document) return;
    if (!counts) return item.hide();
    describe(counts, item);
    item.show();
  };
  const isActive = (uri: string) => window.activeTextEditor?.document.uri.toString() === uri;
  showSoon();
  return Disposable.from(
    item,
    { dispose: () => clearTimeout(timer) },
    client.onDidChangeState(showSoon),
    window.onDidChangeActiveTextEditor(showSoon),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (isActive(document.uri.toString())) showSoon();
    }),
    languages.onDidChangeDiagnostics(({ uris }) => {
      if (uris.some((uri) => isActive(uri.toString()))) showSoon();
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("kubehint")) showSoon();
    }),
  );
}

async function countsOf(document: TextDocument, client: BaseLanguageClient): Promise<FileCounts | null> {
  if (client.state !== State.Running || !isUserText(document.uri)) return null;
  if (!workspace.getConfiguration("kubehint", document).get("statusBar", true)) return null;
  const params: FileParams = { uri: document.uri.toString() };
  // A server that is going away has nothing to say.
  return client.sendRequest<FileCounts | null>(methods.fileCounts, params).catch(() => null);
}

function describe(counts: FileCounts, item: ReturnType<typeof window.createStatusBarItem>): void {
  const { bySeverity } = counts;
  const present = severities.filter((severity) => bySeverity[severity] > 0);
  const words = present.map((severity) => `${bySeverity[severity].toLocaleString("en")} ${severity}`);
  const rest = present.slice(2).reduce((sum, severity) => sum + bySeverity[severity], 0);
  // The bar is shared with everybody else: the two worst, and how many more.
  const shown = [...words.slice(0, 2), ...(rest > 0 ? [`${rest.toLocaleString("en")} more`] : [])];
  item.text = `$(shield) ${shown.join(", ") || "no findings"}`;
  item.accessibilityInformation = { label: `Kubehint: ${words.join(", ") || "no findings in this file"}` };
  item.tooltip = tooltip(counts);
}

function tooltip({ bySeverity, fixable, suppressed, profile }: FileCounts): MarkdownString {
  const total = severities.reduce((sum, severity) => sum + bySeverity[severity], 0);
  const rows = severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => `| ${severity} | ${bySeverity[severity].toLocaleString("en")} |`);
  const notes = [
    fixable > 0 ? `${fixable.toLocaleString("en")} with a quick fix` : "",
    suppressed > 0 ? `${suppressed.toLocaleString("en")} suppressed` : "",
    `profile ${profile}`,
  ];
  const links = [
    "[Show Problems](command:workbench.actions.view.problems)",
    "[Scan Workspace](command:kubehint.scanWorkspace)",
  ];
  const text = new MarkdownString(
    [
      `**Kubehint: ${total === 0 ? "no findings" : count(total, "finding")} in this file**`,
      ...(rows.length > 0 ? [["| Severity | Findings |", "| :-- | --: |", ...rows].join("\n")] : []),
      notes.filter(Boolean).join(" · "),
      links.join(" · "),
    ].join("\n\n"),
  );
  text.isTrusted = { enabledCommands: ["workbench.actions.view.problems", "kubehint.scanWorkspace"] };
  return text;
}
