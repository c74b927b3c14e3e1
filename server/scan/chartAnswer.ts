import type { FileStatus, Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { FileCollector } from "../../report/collectFile";
import { credentialSpans } from "../../report/secrets";
import type { ChartScan } from "../../workspace/charts/chartScan";
import { readAndPartChart } from "../../workspace/charts/chartSuppression";
import type { Trace } from "../../workspace/tracedFiles";
import type { AnsweredWith } from "./fileAnswer";
import { askedOf, type FoundInFile, keptFindings } from "./keptFindings";
import { type ScannedPlace, shownMore } from "./moreFound";
import { UsedExceptions } from "./usedExceptions";

/** What is found in a file of a chart when the chart is rendered. */
export interface ChartFileAnswer extends FoundInFile {
  readonly path: string;
}

/** All that a scan or a report has to know of a chart that was rendered: plain data. */
export interface ChartAnswer {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  /** See `ChartScan.rules`. */
  readonly rules: readonly string[];
  /** In the order in which they are shown. */
  readonly files: readonly ChartFileAnswer[];
}

/** What holds as long as all that was read for it is the same. */
export interface KnownChart {
  readonly answer: ChartAnswer;
  readonly trace: Trace;
  /** What suppresses in each of its files besides the text, see `AnswerKeys.ofSources`. */
  readonly sources: ReadonlyMap<string, string>;
}

/** @param place where what is read for it is traced. */
export async function chartAnswerOf(
  scan: ChartScan,
  linter: Linter,
  sourcesOf: (path: string) => Promise<SuppressionSources>,
  place: ScannedPlace,
  { shownWith, wanted }: Omit<AnsweredWith, "work">,
): Promise<ChartAnswer> {
  const used = new Map<string, UsedExceptions>();
  const noting = async (path: string) => {
    const sources = await sourcesOf(path);
    const noted = new UsedExceptions(sources.exceptions);
    used.set(path, noted);
    return { ...sources, onException: noted.note };
  };
  const collector = FileCollector.reading(
    place.fileSystem,
    { ...wanted, quotes: false },
    (path) => path,
    (path, work) => place.work.more(path, work),
  );
  const files: ChartFileAnswer[] = [];
  for (const file of await readAndPartChart(scan, linter, noting)) {
    const { path, text, findings, suppressed } = file;
    const reported = await collector.findings(path, text, [...findings, ...suppressed]);
    const asked = askedOf(reported, wanted, () => place.work.more(path, () => credentialSpans(text)));
    files.push({
      path,
      shown: await shownMore(file, place, shownWith),
      ...keptFindings(reported),
      used: used.get(path)?.places ?? [],
      ...(asked && { asked }),
    });
  }
  return { statuses: scan.statuses, rules: [...scan.rules()], files };
}
