import type { Origins, ValuesPath } from "../origin";
import type { RenderableChart } from "../render";
import { GoMap } from "../value";
import { type Chart, type ChartProblem, fileOf } from "./chart";
import { coalesceValues, mergeFiles, ValuesError } from "./coalesce";
import { isCompatible, missingDependencies, processDependencies } from "./dependencies";
import { chartObject, type Metadata } from "./metadata";
import { schemaProblems } from "./schema";
import { applySet, readValuesFile, setFile } from "./setValues";
import { copyTable, slotOrigin } from "./tables";

export interface GivenValues {
  /** As `-f`, in their order; the later wins. `id` is what origins call the file. */
  readonly files: readonly { readonly id: string; readonly text: string }[];
  /** As `--set`. */
  readonly set: readonly string[];
}

export interface Prepared {
  /** What can be rendered, for want of problems or in spite of them. */
  readonly chart: RenderableChart;
  readonly values: GoMap;
  /** The charts by where helm says their files are: `web`, `web/charts/redis`. */
  readonly owners: ReadonlyMap<string, Chart>;
  /** What helm would stop at is no warning; the first of them is what helm says. */
  readonly problems: readonly ChartProblem[];
}

/**
 * All that helm does between loading a chart and rendering it (pkg/action/install.go of helm 3): which dependencies there
 * are and which are switched on, the values of all charts together, and their schemas. `loaded` stays as it is.
 */
export function prepareChart(
  loaded: Chart,
  given: GivenValues,
  options: { readonly origins: Origins; readonly kubeVersion: string },
): Prepared {
  const { origins } = options;
  const chart = copyChart(loaded);
  const problems: ChartProblem[] = [];
  const add = (problem: Partial<ChartProblem> & Pick<ChartProblem, "message" | "kind">): void => {
    problems.push({ file: "", start: 0, end: 0, warning: false, ...problem });
  };
  const warn = (message: string): void => add({ message, kind: "values", warning: true });
  if (chart.metadata.type === "library")
    add({ message: "library charts are not installable", kind: "chart", file: "Chart.yaml" });
  const missing = missingDependencies(chart);
  if (missing.length > 0)
    add({
      message: `An error occurred while checking for chart dependencies. You may need to run \`helm dependency build\` to fetch missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.map(({ name }) => name).join(", ")}`,
      kind: "dependency",
      file: "Chart.yaml",
      start: missing[0]?.start ?? 0,
      end: missing[0]?.end ?? 0,
    });
  let user = new GoMap(new Map(), undefined, chart.values.origin);
  for (const { id, text } of given.files) {
    const read = readValuesFile(text, id, origins);
    if ("error" in read)
      add({
        message: `failed to parse ${id}: ${read.error}`,
        kind: "values",
        file: id,
        start: read.start,
        end: read.end,
      });
    else user = mergeFiles(user, read.values, origins);
  }
  if (given.set.length > 0) user = withSets(user, given.set, origins, add);
  let values = user;
  try {
    processDependencies(chart, user, { origins, warn });
    values = coalesceValues(chart, user, { origins, merge: false, warn });
  } catch (error) {
    if (!(error instanceof ValuesError)) throw error;
    add({ message: error.message, kind: "values" });
  }
  for (const { chart: owner, message, path, warning } of schemaProblems(chart, values)) {
    const place = placeOf(values, path, origins);
    const file = place?.file ?? fileOf(owner, "values.schema.json");
    const shown = path.length > 0 ? `${path.join(".")}: ${message}` : message;
    add({
      message: `values don't meet the specifications of the schema(s) in the following chart(s):\n${owner.metadata.name}:\n${shown}`,
      kind: "schema",
      warning,
      file,
      ...(place && { path: place.path }),
    });
  }
  const { kubeVersion } = chart.metadata;
  if (kubeVersion !== "" && !isCompatible(kubeVersion, options.kubeVersion))
    add({
      message: `chart requires kubeVersion: ${kubeVersion} which is incompatible with Kubernetes ${options.kubeVersion}`,
      kind: "chart",
      file: "Chart.yaml",
    });
  return { chart: renderable(chart, true), values, problems, owners: ownersOf(chart, chart.metadata.name) };
}

function withSets(
  user: GoMap,
  sets: readonly string[],
  origins: Origins,
  add: (problem: Pick<ChartProblem, "message" | "kind" | "file">) => void,
): GoMap {
  const set = new GoMap(new Map(), undefined, origins.file(setFile));
  const merged = mergeFiles(copyTable(user), set, origins);
  for (const text of sets) {
    const problem = applySet(merged, text, origins);
    if (problem) add({ message: problem.error, kind: "values", file: setFile });
  }
  return merged;
}

function placeOf(values: GoMap, path: readonly string[], origins: Origins): ValuesPath | undefined {
  let map = values;
  let origin = values.origin;
  for (const key of path) {
    origin = slotOrigin(origins, map, key);
    const next = map.get(key);
    if (!(next instanceof GoMap)) break;
    map = next;
  }
  return origins.data(origin)[0];
}

function ownersOf(chart: Chart, path: string, found = new Map<string, Chart>()): Map<string, Chart> {
  found.set(path, chart);
  for (const dependency of chart.dependencies)
    ownersOf(dependency, `${path}/charts/${dependency.metadata.name}`, found);
  return found;
}

function copyChart(chart: Chart): Chart {
  const metadata: Metadata = {
    ...chart.metadata,
    dependencies: chart.metadata.dependencies.map((dependency) => ({ ...dependency })),
  };
  return { ...chart, metadata, dependencies: chart.dependencies.map(copyChart) };
}

function renderable(chart: Chart, isRoot: boolean): RenderableChart {
  return {
    name: chart.metadata.name,
    metadata: chartObject(chart, isRoot),
    isLibrary: chart.metadata.type === "library",
    switchedBy: chart.switchedBy ?? 0,
    templates: chart.templates,
    files: new Map(chart.files.map(({ name, text }) => [name, text])),
    dependencies: chart.dependencies.map((dependency) => renderable(dependency, false)),
  };
}
