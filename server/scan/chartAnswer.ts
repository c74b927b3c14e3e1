import type { FileStatus, Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { readAndPartChart } from "../../workspace/charts/chartSuppression";
import type { ChartScan } from "../../workspace/charts/scanChart";
import type { ShownWith } from "../lsp/shownFile";
import type { IndexedFile } from "../workspace/scanIndex";
import { type ScannedPlace, shownMore } from "./moreFound";

/** All that a scan has to know of a chart that was rendered: plain data. */
export interface ChartAnswer {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  /** What is found in its files when it is rendered, in the order in which that is shown. */
  readonly files: readonly IndexedFile[];
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
