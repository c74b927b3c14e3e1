import type { OriginId } from "../origin";
import type { GoMap, Value } from "../value";
import type { Metadata } from "./metadata";

/** A chart as helm has it in memory. Loading makes it; `processDependencies` changes it in place, as helm does. */
export interface Chart {
  /** Its Chart.yaml; the name is the alias where the chart above gave it one. */
  readonly metadata: Metadata;
  /**
   * Where its files lie, seen from the chart that is rendered: empty for that chart, `charts/redis` for a folder below
   * it, `charts/redis-1.2.3.tgz` for an archive. It is the same for all aliases of one chart.
   */
  readonly location: string;
  /** True where users do not edit it: all charts in `charts/` of another. */
  readonly vendored: boolean;
  readonly templates: readonly ChartFile[];
  /** What `.Files` has: everything but templates, values, charts and Chart.yaml. Bytes as value.ts says. */
  readonly files: readonly ChartFile[];
  /** The text of values.schema.json. */
  readonly schema: string | undefined;
  /** Its values.yaml, after `processDependencies` with imported values. */
  values: GoMap;
  /** What decided that its parent uses it: the values that the condition and the tags in Chart.yaml name. */
  readonly switchedBy?: OriginId;
  dependencies: readonly Chart[];
}

export interface ChartFile {
  /** In the chart, with `/`: `templates/web.yaml`. */
  readonly name: string;
  /** Bytes that are not UTF-8 are lone surrogates; see value.ts. */
  readonly text: string;
}

/** What is wrong with a chart, or with the values given to it. */
export interface ChartProblem {
  /** In helm's words. */
  readonly message: string;
  /** The file it is about, as `Chart.location` and `ChartFile.name` make it up; empty where there is none. */
  readonly file: string;
  /** Offsets (UTF-16) in that file; both 0 where the place is not known. */
  readonly start: number;
  readonly end: number;
  /** Keys from the root of `file`, where it is a values file. */
  readonly path?: readonly string[];
  /** helm goes on in spite of it. */
  readonly warning: boolean;
  /** A dependency is not there: what it would take is `helm dependency build`. */
  readonly kind: "dependency" | "values" | "schema" | "chart";
}

/** The fields of `.Chart`, by the names Go has for them, in Go's order. */
export type ChartFields = ReadonlyMap<string, Value>;

/** The name of a file of a chart, seen from the chart that is rendered. */
export function fileOf(chart: { readonly location: string }, name: string): string {
  return chart.location === "" ? name : `${chart.location}/${name}`;
}
