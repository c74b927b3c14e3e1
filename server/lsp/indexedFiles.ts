import type { FileResult } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { LineIndex } from "../../engine/yaml/lines";
import { checkFile } from "../../workspace/checkFile";
import type { Settings } from "../../workspace/settings";
import { methods, type ResultsChanged } from "../protocol";
import type { InChart } from "../workspace/charts";
import { isConfigurationUri } from "../workspace/configurations";
import type { IndexedFile } from "../workspace/scanIndex";
import { readClosedFile } from "./closedFile";
import { type AnalysedFile, diagnosticsOf } from "./diagnosticsOf";
import { noticesOf } from "./fileNotices";
import { linesOfOthers } from "./linesOfOthers";
import { rangeOf } from "./ranges";
import { narrowerProfiles } from "./ruleCatalogue";
import type { Session } from "./session";

/** What the index keeps of a file. */
export function indexedFile(
  uri: string,
  text: string,
  result: FileResult,
  settings: Settings,
  session: Session,
  others: AnalysedFile["others"] = new Map(),
  chart?: InChart,
): IndexedFile {
  session.failures.tell(result.failures);
  if (result.findings.length + noticesOf(result).length + (chart?.notices.length ?? 0) === 0)
    return { uri, findings: [], diagnostics: [] };
  return session.work.during(uri, text, () => shownFile(uri, text, result, settings, session, others, chart));
}

function shownFile(
  uri: string,
  text: string,
  result: FileResult,
  settings: Settings,
  session: Session,
  others: AnalysedFile["others"],
  chart: InChart | undefined,
): IndexedFile {
  const lines = new LineIndex(text);
  const rules = new Map(session.rules.map((rule) => [rule.id, rule]));
  return {
    uri,
    // What is counted where it is decided is not counted where it is rendered.
    findings: result.findings
      .filter((one) => !chart?.mirrored.includes(one))
      .map((finding) => {
        const rule = rules.get(finding.rule);
        const profiles = narrowerProfiles(finding, rule);
        return {
          rule: finding.rule,
          title: rule?.title ?? finding.rule,
          severity: finding.severity,
          message: formatMessage(finding.message),
          range: rangeOf(lines, finding.span),
          fix: finding.fix?.safety ?? null,
          ...(profiles && { profiles }),
        };
      }),
    diagnostics: diagnosticsOf({ uri, lines, result, settings, others, chart }, session),
  };
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
    index.set(file);
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
        uri,
        open.text,
        open.result,
        open.settings,
        session,
        await linesOfOthers(open.result, session),
        open.chart,
      );
    const closed = await readClosedFile(uri, session);
    if (!closed) return undefined;
    const { text, settings, linter, facts } = closed;
    const own = session.work.check(uri, text, () => checkFile(text, linter, facts));
    session.objects.set(folder, uri, own);
    const result = session.objects.knows(folder) ? session.objects.among(folder, uri, own, linter) : own;
    return indexedFile(uri, text, result, settings, session, await linesOfOthers(result, session));
  }
}
