import type { FileStatus, Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { ChartScan } from "../../workspace/charts/chartScan";
import { readAndPartChart } from "../../workspace/charts/chartSuppression";
import type { Trace } from "../../workspace/tracedFiles";
import type { ShownWith } from "../lsp/shownFile";
import type { IndexedFile } from "../workspace/scanIndex";
import { type ScannedPlace, shownMore } from "./moreFound";

/** All that a scan has to know of a chart that was rendered: plain data. */
export interface ChartAnswer {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  /** What is found in its files when it is rendered, in the order in which that is shown. */
  readonly files: readonly IndexedFile[];
}

/** What holds as long as all that was read for it is the same. */
export interface KnownChart {
  readonly answer: ChartAnswer;
  readonly trace: Trace;
  /** What suppresses in each of its files besides the text, see `AnswerKeys.ofSources`. */
  readonly sources: ReadonlyMap<string, string>;
}

export async function chartAnswerOf(
  scan: ChartScan,
  linter: Linter,
  sourcesOf: (path: string) => Promise<SuppressionSources>,
  place: ScannedPlace,
  shownWith: ShownWith,
): Promise<ChartAnswer> {
  const files: IndexedFile[] = [];
  for (const file of await readAndPartChart(scan, linter, sourcesOf))
    files.push(await shownMore(file, place, shownWith));
  return { statuses: scan.statuses, files };
}
