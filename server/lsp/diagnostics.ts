import {
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { diagnosticsOf } from "./diagnosticsOf";
import { linesOfOthers } from "./linesOfOthers";
import type { Session } from "./session";

/** Milliseconds without a keystroke before diagnostics are sent to a client that does not ask for them. */
const pause = 150;

/** The diagnostics of an open document, or that they are the ones the client has. */
export async function pullDiagnostics(
  params: DocumentDiagnosticParams,
  token: CancellationToken,
  session: Session,
): Promise<DocumentDiagnosticReport> {
  const analysis = await session.analyses.of(params.textDocument.uri, "shown");
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "cancelled");
  if (!analysis) return { kind: "full", items: [] };
  session.failures.tell(analysis.result.failures);
  const { id, document } = analysis;
  if (params.previousResultId === id) return { kind: "unchanged", resultId: id };
  const others = await linesOfOthers(analysis.result, session);
  return {
    kind: "full",
    resultId: id,
    items: session.work.during(document.uri, analysis.text, () =>
      diagnosticsOf({ ...analysis, uri: document.uri, others }, session),
    ),
  };
}

/** Sends diagnostics of open documents to clients that do not ask for them. */
export class PushedDiagnostics {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly session: Session) {}

  /** After a pause, so that nothing flickers while somebody types. */
  schedule(uri: string, after = pause): void {
    if (this.session.client.pullsDiagnostics) return;
    this.cancel(uri);
    const timer = setTimeout(() => {
      this.timers.delete(uri);
      this.session.guard.background("diagnostics", () => this.push(uri));
    }, after);
    this.timers.set(uri, timer);
  }

  scheduleAll(): void {
    for (const { uri } of this.session.documents.all()) this.schedule(uri, 0);
  }

  close(uri: string): void {
    this.cancel(uri);
    if (!this.session.client.pullsDiagnostics) this.send({ uri, diagnostics: [] });
  }

  private async push(uri: string): Promise<void> {
    const analysis = await this.session.analyses.of(uri, "shown");
    if (!analysis) return;
    this.session.failures.tell(analysis.result.failures);
    const { version } = analysis.document;
    const others = await linesOfOthers(analysis.result, this.session);
    const diagnostics = this.session.work.during(uri, analysis.text, () =>
      diagnosticsOf({ ...analysis, uri, others }, this.session),
    );
    this.send({ uri, version, diagnostics });
  }

  private send(params: Parameters<Session["connection"]["sendDiagnostics"]>[0]): void {
    this.session.guard.background("diagnostics", () => this.session.connection.sendDiagnostics(params));
  }

  private cancel(uri: string): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
  }
}
