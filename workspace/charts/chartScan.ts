import type { Finding } from "../../engine/finding";
import type { FileStatus } from "../../engine/linter";
import type { FixSource } from "./chartFix";
import type { ChartNotice } from "./chartNotices";
import type { RenderedFile } from "./renderedPlaces";

/** What is found in a chart. */
export interface ChartScan {
  /** What was found, by the path of the file it is placed in. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** What to say of files of the chart: templates, and values files. */
  readonly statuses: ReadonlyMap<string, FileStatus>;
  readonly texts: ReadonlyMap<string, string>;
  readonly undecided: number;
  /** Ids of the rules that were shown something of what helm would install. */
  rules(): ReadonlySet<string>;
  /** What keeps the chart from being rendered, by the path of the file where that is changed. */
  readonly notices: ReadonlyMap<string, readonly ChartNotice[]>;
  /** What was rendered, by environment. */
  readonly rendered: readonly RenderedFile[];
  /** What fixes can be made from, by finding. */
  readonly fixSources: ReadonlyMap<Finding, FixSource>;
}

/** Of a chart that was not rendered. */
export function emptyScan(statuses: ChartScan["statuses"] = new Map()): ChartScan {
  return {
    findings: new Map(),
    statuses,
    texts: new Map(),
    undecided: 0,
    rules: () => new Set(),
    notices: new Map(),
    fixSources: new Map(),
    rendered: [],
  };
}
