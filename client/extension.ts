import type { ExtensionContext } from "vscode";
import { type BaseLanguageClient, type LanguageClientOptions, State } from "vscode-languageclient";
import { methods, type ResultsChanged } from "../server/protocol";
import { clientOptions } from "./clientOptions";
import { exportReport } from "./commands/exportReport";
import { fileCommands } from "./commands/fileCommands";
import { fixWorkspaceCommands } from "./commands/fixWorkspace";
import { ScanCommands } from "./commands/scan";
import { serverCommands } from "./commands/serverCommands";
import { suppressionCommands } from "./commands/suppression";
import { Crashes } from "./crashes";
import { answerFileRequests } from "./fileRequests";
import { posturePanel } from "./posture/posturePanel";
import { renderedTemplates } from "./renderedTemplates/renderedTemplates";
import { rulePages } from "./rulePages/rulePages";
import { ShownDocuments } from "./shownDocuments";
import { status } from "./status";
import { statusBar } from "./statusBar";
import { Results } from "./views/results";
import { ResultsFilter } from "./views/resultsFilter";
import { resultsView } from "./views/resultsView";

/** Puts the parts together; the two entry points differ only in how the server is started. */
export function startExtension(
  context: ExtensionContext,
  createClient: (options: LanguageClientOptions, crashes: Crashes) => BaseLanguageClient,
): void {
  const shown = new ShownDocuments();
  const crashes = new Crashes();
  const { options, watcher } = clientOptions(shown, crashes);
  const client = createClient(options, crashes);
  shown.follow(client);
  const results = new Results();
  const filter = new ResultsFilter(client);
  context.subscriptions.push(
    watcher,
    client.onNotification(methods.resultsChanged, (changed: ResultsChanged) => results.take(changed)),
    // What a server knew goes with it.
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) results.clear();
    }),
    answerFileRequests(client, context.extensionUri),
    rulePages(client, context.extension),
    renderedTemplates(client, watcher),
    filter,
    resultsView(results, filter, context.workspaceState),
    new ScanCommands(client, results),
    posturePanel(client, results),
    exportReport(client, context.extension),
    fileCommands(),
    fixWorkspaceCommands(client, results),
    serverCommands(client, crashes),
    suppressionCommands(client),
    status(client),
    statusBar(client),
    // Ends the server when the extension is switched off.
    client,
  );
  // A failure is shown by the client itself, and the status item offers to try again.
  client.start().catch(() => {});
}
