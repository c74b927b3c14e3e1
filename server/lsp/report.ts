import type { CancellationToken } from "vscode-languageserver";
import type { Linter } from "../../engine/linter";
import { addJudged } from "../../engine/visit";
import { FileCollector, startsOf, type Wanted } from "../../report/collectFile";
import { Collector } from "../../report/collector";
import { baselineNote, configurationNotes } from "../../report/configurationNotes";
import {
  addNotices,
  type ExceptionNotices,
  exceptionNotices,
  namesOfExceptions,
} from "../../report/exceptionNotices";
import type { PlacedNote, Report } from "../../report/report";
import { reportFrom } from "../../report/reportFrom";
import { localDay } from "../../workspace/localDay";
import { scanFiles } from "../../workspace/scanFiles";
import { defaultSettings, linterConfig, type Settings } from "../../workspace/settings";
import { collectedFile, collectedFindings } from "../scan/collectedAnswer";
import { FolderAnswers } from "../scan/folderAnswers";
import type { TextsInThreads } from "../scan/textThreads";
import { breather } from "./breather";
import { folderPass } from "./folderPass";
import { frameworksIn } from "./ruleCatalogue";
import type { Session } from "./session";
import { rulesById } from "./shownFile";
import { textsInThreads } from "./textsInThreads";

export interface WorkspaceReport extends Report {
  /** Where the files of findings are, by the names that the report gives them. */
  readonly uris: ReadonlyMap<string, string>;
}

/**
 * Scans every folder as the command line does, with what the editor has open; `undefined` where it was cancelled or there
 * is nothing to scan. Names are relative to the folder, which goes in front where there are several.
 */
export async function collectReport(
  session: Session,
  wanted: Wanted,
  token: CancellationToken,
): Promise<WorkspaceReport | undefined> {
  const threads = textsInThreads(session);
  const stopped = new Promise<void>((resolve) => token.onCancellationRequested(() => resolve()));
  try {
    return await collect(session, wanted, { token, threads, stopped });
  } finally {
    threads.end();
  }
}

interface Run {
  readonly token: CancellationToken;
  readonly threads: TextsInThreads;
  /** Resolves when it is cancelled. */
  readonly stopped: Promise<void>;
}

async function collect(
  session: Session,
  wanted: Wanted,
  { token, threads, stopped }: Run,
): Promise<WorkspaceReport | undefined> {
  const started = performance.now();
  const { client, memory } = session;
  const rules = rulesById(session.rules);
  const collector = new Collector();
  const uris = new Map<string, string>();
  const totals = {
    found: 0,
    checked: 0,
    partly: 0,
    skipped: 0,
    stopped: false,
    judgedAcross: new Map<string, number>(),
  };
  const misconfigured: PlacedNote[] = [];
  const notices: ExceptionNotices[] = [];
  const accepting = new Set<string>();
  const breathe = breather();
  const linterFor = session.linters.forScan();
  const folders = session.folders.all;
  const pass = memory.beginReport();
  let linter: Linter | undefined;
  for (const folder of folders) {
    const scan = await session.configurations.reportScan(folder, linterFor);
    if (token.isCancellationRequested) return undefined;
    if (!scan) continue;
    const { place, options, settings, read, baselineProblems, used } = scan;
    const prefix = folders.length > 1 ? `${decodeURIComponent(folder.split("/").at(-1) ?? "")}/` : "";
    const nameOf = (path: string) => {
      const name = `${prefix}${place.fileSystem.relative(place.path, path) ?? path}`;
      uris.set(name, place.uri(path));
      return name;
    };
    const { fileSystem, work, shouldStop, staysHere } = folderPass(session, place, token);
    const files = FileCollector.reading(fileSystem, wanted, nameOf, (file, work) =>
      session.work.duringMore(uris.get(file) ?? file, work),
    );
    const answers = new FolderAnswers({
      folder,
      memory,
      scan,
      place: { fileSystem, work, uri: (path) => place.uri(path) },
      shownWith: { client, options: session.options, settings, rules },
      wanted,
      shouldStop,
      staysHere,
      threads,
      stopped,
      breathe,
      onFile: (file) => collector.add(collectedFile(file, { files, rules, nameOf }), file.answer.unreadable),
      onChart: ({ statuses, rules: shown }) =>
        collector.addChartRules([...statuses.keys()].map(nameOf), shown),
      onChartFile: async ({ path, ...found }) => {
        const text = wanted.quotes ? await fileSystem.readFile(path).catch(() => "") : undefined;
        collector.addChartFindings(nameOf(path), collectedFindings(found, path, text, { files, nameOf }));
      },
    });
    const counted = await scanFiles(
      {
        ...options,
        fileSystem,
        work,
        shouldStop,
        elsewhere: answers,
        onSettled: (path, { settles, relatedTo }) => {
          collector.settle(nameOf(path), settles);
          collector.relate(nameOf(path), (finding) => startsOf(relatedTo(finding), nameOf));
        },
        onAcross: async (found) =>
          collector.addAcross(await files.across(nameOf(found.path), found.text, found)),
      },
      () => {},
    );
    if (token.isCancellationRequested) return undefined;
    pass.end(folder);
    for (const key of ["found", "checked", "partly", "skipped"] as const) totals[key] += counted[key];
    addJudged(collector.judged, counted.judgedAcross);
    const own = await options.linterIn(place.path);
    linter ??= own;
    const isWhole = () => isAsConfigured(settings);
    notices.push(
      ...(await exceptionNotices(read, { files, linter: own, today: localDay(), nameOf, isWhole })),
    );
    for (const name of namesOfExceptions(used, read, nameOf)) accepting.add(name);
    for (const file of read) misconfigured.push(...configurationNotes(file, nameOf(file.path)));
    for (const { path, reason } of baselineProblems) misconfigured.push(baselineNote(nameOf(path), reason));
  }
  if (!linter || token.isCancellationRequested) return undefined;
  addNotices(collector, notices, accepting);
  session.work.beat();
  return {
    ...reportFrom(collector, linter, frameworksIn(await session.prose())),
    totals,
    misconfigured,
    milliseconds: performance.now() - started,
    uris,
  };
}

/** False where the settings of the editor leave something out, or ask for other rules than the configuration files do. */
function isAsConfigured(settings: Settings): boolean {
  const asked = (of: Settings) => JSON.stringify([linterConfig(of), of.exclude]);
  return asked(settings) === asked(defaultSettings);
}
