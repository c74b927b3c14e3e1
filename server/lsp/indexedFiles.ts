import { checkFile } from "../../workspace/checkFile";
import type { Settings } from "../../workspace/settings";
import { methods, type ResultsChanged } from "../protocol";
import { isConfigurationUri } from "../workspace/configurations";
import type { IndexedFile } from "../workspace/scanIndex";
import { readClosedFile } from "./closedFile";
import { linesOfOthers } from "./linesOfOthers";
import type { Session } from "./session";
import { type ResultOfFile, rulesById, saysNothing, shownFile } from "./shownFile";

/** What the index keeps of a file that was looked at now. Rules that failed are named in the log. */
export function indexedFile(
  file: ResultOfFile,
  settings: Settings,
  { failures, client, options, rules, work }: Session,
): IndexedFile {
  failures.tell(file.result.failures);
  const show = () => shownFile(file, { client, options, settings, rules: rulesById(rules) });
  return saysNothing(file) ? show() : work.during(file.uri, file.text, show);
}

/** Keeps the index true while files change, and tells the client. */
export class IndexedFiles {
  constructor(private readonly session: Session) {}

  /** Takes in what is now in a file, as the editor has it where it is open. */
  async refresh(uri: string): Promise<void> {
    const { folders, index, objects } = this.session;
    const folder = folders.of(uri);
    if (folder === undefined || !(index.isFilled || objects.knows(folder))) return;
    const file = await this.read(uri);
    if (!index.isFilled) {
      if (!file) objects.remove(uri);
      return;
    }
    // A new scan may have begun meanwhile; what was read is as true for that one.
    if (!file) return this.remove(uri);
    const before = index.get(uri);
    index.setChanged(file);
    this.publish(file);
    if (before || file.findings.length > 0) this.tell([file]);
  }

  /** A file or folder is gone. */
  remove(uri: string): void {
    this.session.objects.remove(uri);
    const gone = this.session.index.remove(uri).map(({ uri: each }) => ({ uri: each, findings: [] }));
    for (const { uri: each } of gone) this.publish({ uri: each, findings: [], diagnostics: [] });
    if (gone.length > 0) this.tell(gone);
  }

  /** Forgets the last scan. */
  clear(): void {
    for (const { uri } of this.session.index.end()) this.publish({ uri, findings: [], diagnostics: [] });
    this.tell([], true);
  }

  /** Publishes what was found in a file; nothing while it is open, because then the editor asks for itself. */
  publish({ uri, diagnostics }: IndexedFile): void {
    const { connection, documents, guard } = this.session;
    // What is wrong in a configuration file is shown by `ConfigurationDiagnostics`.
    if (documents.get(uri) || isConfigurationUri(uri)) return;
    guard.background("publishing", () => connection.sendDiagnostics({ uri, diagnostics: [...diagnostics] }));
  }

  /** The editor shows the file itself from now on. */
  hide(uri: string): void {
    const { connection, guard, index } = this.session;
    // Not only where the index has some: while a scan runs it does not know what the one before has published.
    if (!index.isFilled) return;
    guard.background("publishing", () => connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  tell(files: ResultsChanged["files"], reset = false): void {
    const { connection, guard } = this.session;
    const params: ResultsChanged = { reset, files: files.map(({ uri, findings }) => ({ uri, findings })) };
    guard.background("results", () => connection.sendNotification(methods.resultsChanged, params));
  }

  /** `undefined` for a file that is gone or not to be looked at. */
  private async read(uri: string): Promise<IndexedFile | undefined> {
    const { session } = this;
    const folder = session.folders.of(uri);
    if (folder === undefined) return undefined;
    const open = await session.analyses.of(uri, "current");
    if (open)
      return indexedFile(
        {
          uri,
          text: open.text,
          result: open.result,
          others: await linesOfOthers(open.result, session),
          chart: open.chart,
        },
        open.settings,
        session,
      );
    const closed = await readClosedFile(uri, session);
    if (!closed) return undefined;
    const { text, settings, linter, facts } = closed;
    const own = session.work.check(uri, text, () => checkFile(text, linter, facts));
    session.objects.set(folder, uri, own);
    const result = session.objects.knows(folder) ? session.objects.among(folder, uri, own, linter) : own;
    return indexedFile(
      { uri, text, result, others: await linesOfOthers(result, session) },
      settings,
      session,
    );
  }
}
