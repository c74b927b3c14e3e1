import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { FileResult } from "../../engine/linter";
import { Deliveries } from "../../workspace/atOnce";
import { scanFiles } from "../../workspace/scanFiles";
import { methods, type ScanParams, type ScanProgress, type ScanSummary } from "../protocol";
import { FolderAnswers, type TakenFile } from "../scan/folderAnswers";
import { byUri, type ScannedPlace, shownMore } from "../scan/moreFound";
import type { TextsInThreads } from "../scan/textThreads";
import type { IndexedFile } from "../workspace/scanIndex";
import { untilCancelled } from "../workspace/untilCancelled";
import { normalizeUri } from "../workspace/uris";
import { breather } from "./breather";
import { folderPass } from "./folderPass";
import { type IndexedFiles, indexedFile } from "./indexedFiles";
import type { Session } from "./session";
import { type LeftBefore, SettledFiles } from "./settledFiles";
import { rulesById } from "./shownFile";
import { textsInThreads } from "./textsInThreads";

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
      const { session, indexed } = this;
      const threads = textsInThreads(session);
      return scan(params, source.token, { session, indexed, threads }).finally(() => threads.end());
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

interface ScanContext {
  readonly session: Session;
  readonly indexed: IndexedFiles;
  readonly threads: TextsInThreads;
}

/**
 * Reads every file of the folders, publishes what it finds in files that are not open, and fills the index. The texts of
 * the editor stand for those on disk. Cancelling keeps what was found so far.
 */
async function scan(
  params: ScanParams,
  token: CancellationToken,
  { session, indexed, threads }: ScanContext,
): Promise<ScanSummary> {
  const startedAt = performance.now();
  const { connection, client, guard, index, memory } = session;
  const rules = rulesById(session.rules);
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

  const folders = params.folders?.map(normalizeUri) ?? session.folders.all;
  const stopped = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
  memory.retain([...folders, ...session.folders.all]);
  const pass = memory.beginScan();

  for (const folder of folders) {
    if (token.isCancellationRequested) break;
    const configuration = await session.configurations.scan(folder, linterFor);
    if (!configuration) continue;
    const { place, settings, options } = configuration;
    const known = progress.found;
    const { work, shouldStop, staysHere, fileSystem: texts } = folderPass(session, place, token);
    const fileSystem = untilCancelled(texts, token);
    const scanned: ScannedPlace = { fileSystem, work, uri: (path) => place.uri(path) };
    const shownWith = { client, options: session.options, settings, rules };
    const settled = new SettledFiles();
    const show = (file: IndexedFile): void => {
      index.set(file);
      indexed.publish(file);
      batch.push(file);
    };
    /** More of a file that has had its turn: from among the others, or from the chart it belongs to. */
    const addMore = async (more: IndexedFile): Promise<void> => {
      const own = index.get(more.uri);
      progress.findings += more.findings.length;
      show({
        uri: more.uri,
        findings: [...(own?.findings ?? []), ...more.findings],
        diagnostics: [...(own?.diagnostics ?? []), ...more.diagnostics],
      });
      if (performance.now() - toldAt >= tellEvery) tell();
      await breathe();
    };
    const onFile = ({ path, answer, ...known }: TakenFile): void => {
      const { shown, findings, failures } = answer;
      session.failures.tell(failures);
      progress.done++;
      progress.findings += findings.length;
      // What was read ahead of its turn may be older than what is known by now.
      if (shown && !index.hasChanged(shown.uri)) {
        settled.note(path, { ...known, findings, shown });
        show(shown);
      }
      if (performance.now() - toldAt >= tellEvery) tell();
    };
    const answers = new FolderAnswers({
      folder,
      memory,
      scan: configuration,
      place: scanned,
      shownWith,
      shouldStop,
      staysHere,
      threads,
      stopped,
      breathe,
      onWalked: (files) => {
        progress.found = known + files;
        if (performance.now() - toldAt >= tellEvery) tell();
      },
      onFile,
      wanted: { quotes: false, edits: false },
      onChartFile: async ({ shown }) => {
        if (shown) await addMore(shown);
      },
    });
    // The places of other files are read for it.
    const across = new Deliveries<IndexedFile>(fileSystem.atOnce ?? 1, async (more) => {
      // What was not read any more is missing in it, and what is known of a changed file has it already.
      if (!token.isCancellationRequested && !index.hasChanged(more.uri)) await addMore(more);
    });
    const counted = await scanFiles(
      {
        ...options,
        fileSystem,
        shouldStop,
        work,
        elsewhere: answers,
        onFound: (files) => {
          progress.found = known + files;
          tell();
        },
        onSettled: (path, settlement) => {
          progress.findings -= settled.settle(path, settlement);
        },
        onAcross: (found) => across.add(shownMore(found, scanned, shownWith)),
      },
      () => {},
    );
    await across.end();
    const remake = (path: string, text: string, check: () => FileResult) => {
      const uri = place.uri(path);
      const result = session.work.check(uri, text, check);
      const findings = result.findings.map((finding) => byUri(finding, scanned));
      return indexedFile({ uri, text, result: { ...result, findings } }, settings, session);
    };
    const current = (path: string) => index.get(place.uri(path));
    const leftBefore: LeftBefore = {
      known: (path, key) => memory.left.known(folder, path, key),
      keep: (path, key, file) => memory.left.keep(folder, path, key, file),
    };
    for await (const file of settled.left(fileSystem, options.linterIn, remake, current, leftBefore)) {
      if (token.isCancellationRequested) break;
      show(file);
      await breathe();
    }
    if (!token.isCancellationRequested) pass.end(folder);
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
