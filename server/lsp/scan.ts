import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import type { FileResult } from "../../engine/linter";
import { scanChart } from "../../workspace/charts/scanChart";
import { without } from "../../workspace/checkFile";
import type { FileSystem } from "../../workspace/fileSystem";
import { scanFiles } from "../../workspace/scanFiles";
import { methods, type ScanParams, type ScanProgress, type ScanSummary } from "../protocol";
import type { IndexedFile } from "../workspace/scanIndex";
import { normalizeUri } from "../workspace/uris";
import { watchedScan } from "../workspace/watchedScan";
import { type Place, withOpenTexts } from "../workspace/workspaceFiles";
import { breather } from "./breather";
import { noticesOf } from "./fileNotices";
import { type IndexedFiles, indexedFile } from "./indexedFiles";
import { linesOfOthers } from "./linesOfOthers";
import type { Session } from "./session";
import { SettledFiles } from "./settledFiles";

interface MoreFound {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** Milliseconds between two words to the client. */
const tellEvery = 100;
/** One scan at a time: a new one takes the place of the one before, whose caller gets what the new one finds. */
export class Scans {
  private current:
    | { readonly source: CancellationTokenSource; readonly done: Promise<ScanSummary> }
    | undefined;

  constructor(
    private readonly session: Session,
    private readonly indexed: IndexedFiles,
  ) {}

  async start(params: ScanParams, token?: CancellationToken): Promise<ScanSummary> {
    const source = new CancellationTokenSource();
    const before = this.current;
    before?.source.cancel();
    const done = (async () => {
      await before?.done.catch(() => undefined);
      return scan(params, source.token, this.session, this.indexed);
    })();
    let followed = { source, done };
    this.current = followed;
    if (token?.isCancellationRequested) source.cancel();
    const listening = token?.onCancellationRequested(() => followed.source.cancel());
    try {
      for (;;) {
        const summary = await followed.done;
        if (followed === this.current || token?.isCancellationRequested) return summary;
        followed = this.current;
      }
    } finally {
      listening?.dispose();
    }
  }
}

/**
 * Reads every file of the folders, publishes what it finds in files that are not open, and fills the index. The texts of
 * the editor stand for those on disk. Cancelling keeps what was found so far.
 */
async function scan(
  params: ScanParams,
  token: CancellationToken,
  session: Session,
  indexed: IndexedFiles,
): Promise<ScanSummary> {
  const startedAt = performance.now();
  const { connection, guard, index } = session;
  const before = index.begin();
  indexed.tell([], true);
  const progress = { done: 0, found: 0, findings: 0 };
  const totals = { found: 0, checked: 0, partly: 0, skipped: 0 };
  let batch: IndexedFile[] = [];
  let toldAt = performance.now();
  const tell = () => {
    toldAt = performance.now();
    if (batch.length > 0) indexed.tell(batch);
    batch = [];
    const now: ScanProgress = { ...progress };
    guard.background("progress", () => connection.sendNotification(methods.scanProgress, now));
  };
  const breathe = breather();
  const linterFor = session.linters.forScan();

  for (const folder of params.folders?.map(normalizeUri) ?? session.folders.all) {
    if (token.isCancellationRequested) break;
    const configuration = await session.configurations.scan(folder, linterFor);
    if (!configuration) continue;
    const { place, settings, options } = configuration;
    const known = progress.found;
    const fileSystem = openTexts(place, session);
    const settled = new SettledFiles();
    const show = (file: IndexedFile): void => {
      index.set(file);
      indexed.publish(file);
      batch.push(file);
    };
    /** The places of other files are those of a path until here. */
    const byUri = (finding: Finding): Finding => ({
      ...finding,
      related: finding.related.map((other) => ({
        ...other,
        file: other.file === undefined ? undefined : place.uri(other.file),
      })),
    });
    /** More of a file that has had its turn: from among the others, or from the chart it belongs to. */
    const addMore = async ({ path, text, findings }: MoreFound): Promise<void> => {
      const placed = findings.map(byUri);
      const uri = place.uri(path);
      const result = { ...without({ kind: "checked" }), findings: placed };
      const across = indexedFile(uri, text, result, settings, session, await linesOfOthers(result, session));
      const own = index.get(uri);
      const file = {
        uri,
        findings: [...(own?.findings ?? []), ...across.findings],
        diagnostics: [...(own?.diagnostics ?? []), ...across.diagnostics],
      };
      progress.findings += placed.length;
      show(file);
      if (performance.now() - toldAt >= tellEvery) tell();
      await breathe();
    };
    const counted = await scanFiles(
      {
        ...options,
        fileSystem,
        shouldStop: () => {
          session.work.beat();
          return token.isCancellationRequested;
        },
        work: watchedScan(session.work, place),
        onFound: (files) => {
          progress.found = known + files;
          tell();
        },
        onSettled: (path, settlement) => {
          progress.findings -= settled.settle(path, settlement);
        },
        onAcross: addMore,
        chartScanner: async () => scanChart,
        onChart: (file) => () => addMore(file),
      },
      async (scanned) => {
        const { path, text, result } = scanned;
        const uri = place.uri(path);
        progress.done++;
        progress.findings += result.findings.length;
        if (result.findings.length > 0 || noticesOf(result).length > 0) {
          const file = indexedFile(uri, text, result, settings, session);
          settled.note(scanned, file);
          show(file);
        }
        if (performance.now() - toldAt >= tellEvery) tell();
        await breathe();
      },
    );
    const remake = (path: string, text: string, check: () => FileResult) => {
      const uri = place.uri(path);
      const result = session.work.check(uri, text, check);
      return indexedFile(uri, text, { ...result, findings: result.findings.map(byUri) }, settings, session);
    };
    const current = (path: string) => index.get(place.uri(path));
    for await (const file of settled.left(fileSystem, options.linterIn, remake, current)) {
      if (token.isCancellationRequested) break;
      show(file);
      await breathe();
    }
    for (const key of ["found", "checked", "partly", "skipped"] as const) totals[key] += counted[key];
  }

  for (const { uri } of before) if (!index.get(uri)) indexed.publish({ uri, findings: [], diagnostics: [] });
  tell();
  return {
    ...totals,
    findings: progress.findings,
    cancelled: token.isCancellationRequested,
    milliseconds: Math.round(performance.now() - startedAt),
  };
}

function openTexts({ fileSystem, uri }: Place, { documents }: Session): FileSystem {
  return withOpenTexts(fileSystem, (path) => documents.get(uri(path))?.text);
}
