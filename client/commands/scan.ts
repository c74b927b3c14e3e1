import {
  type CancellationToken,
  CancellationTokenSource,
  commands,
  Disposable,
  type Progress,
  ProgressLocation,
  window,
} from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { methods, type ScanParams, type ScanProgress, type ScanSummary } from "../../server/protocol";
import type { Results } from "../views/results";
import { ScanPace } from "./scanPace";
import { progressText, summaryText } from "./scanTexts";

/** Scan Workspace and Cancel Scan: one scan at a time. */
export class ScanCommands implements Disposable {
  private running: CancellationTokenSource | undefined;
  private report: (progress: ScanProgress) => void = () => {};
  private readonly disposables: Disposable;

  constructor(
    private readonly client: BaseLanguageClient,
    private readonly results: Results,
  ) {
    this.disposables = Disposable.from(
      client.onNotification(methods.scanProgress, (progress: ScanProgress) => this.report(progress)),
      commands.registerCommand("kubehint.scanWorkspace", () => this.scan()),
      commands.registerCommand("kubehint.cancelScan", () => this.running?.cancel()),
      commands.registerCommand("kubehint.clearResults", () => this.clear()),
    );
  }

  dispose(): void {
    this.running?.cancel();
    this.disposables.dispose();
  }

  /** @returns what was scanned; `undefined` where it failed or another scan is running. */
  private async scan(): Promise<ScanSummary | undefined> {
    if (this.running) return undefined;
    const source = new CancellationTokenSource();
    this.running = source;
    this.results.setState("running");
    let summary: ScanSummary | undefined;
    try {
      summary = await window.withProgress(
        { location: ProgressLocation.Notification, title: "Kubehint", cancellable: true },
        (progress, token) => {
          token.onCancellationRequested(() => source.cancel());
          return this.request(progress, source.token);
        },
      );
    } catch (error) {
      this.client.error("The scan failed", error, false);
      this.failed();
    } finally {
      source.dispose();
      this.running = undefined;
      this.results.setState(summary ? "done" : "none");
    }
    if (summary) this.tell(summary);
    return summary;
  }

  private async request(
    progress: Progress<{ message: string; increment: number }>,
    token: CancellationToken,
  ): Promise<ScanSummary> {
    let percent = 0;
    const pace = new ScanPace();
    this.report = (now) => {
      // More files are found while the first are read: the bar waits rather than going back.
      const reached = Math.max(percent, now.found === 0 ? 0 : (100 * now.done) / now.found);
      progress.report({
        message: progressText(now, pace.at(now, performance.now())),
        increment: reached - percent,
      });
      percent = reached;
    };
    try {
      const params: ScanParams = {};
      return await this.client.sendRequest<ScanSummary>(methods.scan, params, token);
    } finally {
      this.report = () => {};
    }
  }

  private tell(summary: ScanSummary): void {
    const actions = summary.findings > 0 ? ["Show Results"] : [];
    window.showInformationMessage(summaryText(summary, this.results.fileCount), ...actions).then((action) => {
      if (action) commands.executeCommand("kubehint.results.focus");
    });
  }

  private async clear(): Promise<void> {
    this.running?.cancel();
    await this.client.sendNotification(methods.clearResults);
    this.results.clear();
  }

  private failed(): void {
    window.showErrorMessage("Kubehint could not scan the workspace.", "Show Output").then((action) => {
      if (action) this.client.outputChannel.show();
    });
  }
}
