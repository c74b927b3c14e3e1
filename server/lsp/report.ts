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
import { scanChart } from "../../workspace/charts/scanChart";
import { localDay } from "../../workspace/localDay";
import { scanFiles } from "../../workspace/scanFiles";
import { defaultSettings, linterConfig, type Settings } from "../../workspace/settings";
import { watchedScan } from "../workspace/watchedScan";
import { withOpenTexts } from "../workspace/workspaceFiles";
import { breather } from "./breather";
import { frameworksIn } from "./ruleCatalogue";
import type { Session } from "./session";

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
  const started = performance.now();
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
    const fileSystem = withOpenTexts(
      place.fileSystem,
      (path) => session.documents.get(place.uri(path))?.text,
    );
    const files = FileCollector.reading(fileSystem, wanted, nameOf, (file, work) =>
      session.work.duringMore(uris.get(file) ?? file, work),
    );
    const counted = await scanFiles(
      {
        ...options,
        fileSystem,
        work: watchedScan(session.work, place),
        shouldStop: () => {
          session.work.beat();
          return token.isCancellationRequested;
        },
        chartScanner: async () => scanChart,
        onChart: async ({ path, text, findings, suppressed }) => {
          const file = nameOf(path);
          const found = await files.findings(file, text, [...findings, ...suppressed]);
          return () => collector.addChartFindings(file, found);
        },
        onChartRendered: ({ statuses, rules }) =>
          collector.addChartRules([...statuses.keys()].map(nameOf), rules()),
        onSettled: (path, { settles, relatedTo }) => {
          collector.settle(nameOf(path), settles);
          collector.relate(nameOf(path), (finding) => startsOf(relatedTo(finding), nameOf));
        },
        onAcross: async (found) =>
          collector.addAcross(await files.across(nameOf(found.path), found.text, found)),
      },
      async ({ path, text, result, unreadable }) => {
        collector.add(await files.file(nameOf(path), text, result), unreadable);
        await breathe();
      },
    );
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
