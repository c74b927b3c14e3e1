import type { FileResult } from "../engine/linter";
import type { ChartModel } from "./charts/chartModel";
import type { ChartScan } from "./charts/chartScan";
import { guarded } from "./checkFile";

/** Does what a scan asks for, file by file and chart by chart, so that it is known what is at work when one has no end. */
export interface ScanWork {
  /** What is found in a text. */
  check(path: string, text: string, check: () => FileResult): FileResult;
  /** What is found in a chart. */
  render(model: ChartModel, render: () => ChartScan): ChartScan;
  /** What a text says of other files; `undefined` for one that is left out. */
  read<T>(path: string, text: string, read: () => T): T | undefined;
  /** Whatever else is done with a file that was checked. */
  more<T>(path: string, work: () => T): T;
}

/** Where nobody asks. */
export const plainWork: ScanWork = {
  check: (_path, _text, check) => guarded(check),
  render: (_model, render) => render(),
  read: (_path, _text, read) => read(),
  more: (_path, work) => work(),
};
