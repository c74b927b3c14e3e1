import { capabilitiesOf, releaseOf } from "../../engine/helm/capabilities";
import type { Chart, ChartProblem } from "../../engine/helm/chart/chart";
import { type ChartFiles, loadChart } from "../../engine/helm/chart/load";
import { type GivenValues, type Prepared, prepareChart } from "../../engine/helm/chart/prepare";
import { Origins } from "../../engine/helm/origin";
import { type RenderableChart, type RenderError, renderChart, TemplateCache } from "../../engine/helm/render";
import { RenderMemory } from "../../engine/helm/renderMemory";
import { GoMap, type Text, type Value } from "../../engine/helm/value";
import type { FileSystem } from "../fileSystem";
import { readChartFiles } from "./chartFiles";
import { type LocalDependencies, type LocalOptions, localDependencies } from "./localDependencies";

/** What a chart is rendered for. */
export interface RenderTarget {
  readonly release: string;
  readonly namespace: string;
  /** `v1.37.0` */
  readonly kubeVersion: string;
}

/** A chart in memory, that can be rendered again and again with different values. */
export interface LoadedChart {
  /** The folder or archive. */
  readonly path: string;
  readonly chart: Chart | undefined;
  readonly origins: Origins;
  readonly cache: TemplateCache;
  readonly problems: readonly ChartProblem[];
}

/** The files of a chart and of the charts beside it that it needs, as they were read. */
export interface ChartSource {
  /** The folder or archive. */
  readonly path: string;
  readonly files: ChartFiles;
  readonly local: LocalDependencies;
}

export async function openChart(
  fileSystem: FileSystem,
  path: string,
  options: LocalOptions,
): Promise<LoadedChart | { readonly error: string }> {
  const source = await readSource(fileSystem, path, options);
  return "error" in source ? source : loadSource(source);
}

export async function readSource(
  fileSystem: FileSystem,
  path: string,
  options: LocalOptions,
): Promise<ChartSource | { readonly error: string }> {
  const read = await readChartFiles(fileSystem, path, options);
  if (!read.files) return { error: read.error };
  return { path, files: read.files, local: await localDependencies(fileSystem, path, read.files, options) };
}

/** @param kept what an earlier version of the chart was made with: templates that stayed the same are not parsed again. */
export function loadSource(
  { path, files, local }: ChartSource,
  { origins, cache }: Pick<LoadedChart, "origins" | "cache"> = {
    origins: new Origins(),
    cache: new TemplateCache(),
  },
): LoadedChart {
  const { chart, problems } = loadChart(files, { origins, findDependency: local.find });
  return { path, chart, origins, cache, problems };
}

export interface RenderedChart {
  /** By the path that helm gives them: `chart/templates/web.yaml`. */
  readonly files: ReadonlyMap<string, Text | string>;
  /** Why the chart, or some file of it, is not rendered as helm does; in helm's words, first what helm says. */
  readonly problems: readonly ChartProblem[];
  readonly errors: readonly RenderError[];
  /** The charts by where helm says their files are: `web`, `web/charts/redis`. */
  readonly owners: ReadonlyMap<string, Chart>;
}

/** What a rendering was made of and came to, for the next one that differs in templates and values alone. */
export class LastRendering {
  private known:
    | {
        readonly chart: Chart;
        readonly origins: Origins;
        readonly given: string;
        readonly circumstances: string;
        readonly prepared: Prepared;
      }
    | undefined;
  private memory = new RenderMemory();

  /** The chart with its values, and what is remembered of its files. */
  prepare(
    chart: Chart,
    given: GivenValues,
    { release, namespace, kubeVersion }: RenderTarget,
    origins: Origins,
  ): { readonly prepared: Prepared; readonly memory: RenderMemory } {
    const circumstances = JSON.stringify([release, namespace, kubeVersion]);
    const texts = JSON.stringify(given);
    const { known } = this;
    // What an earlier rendering changed in the values must not be seen by this one.
    const isLike =
      known?.circumstances === circumstances &&
      known.origins === origins &&
      !this.memory.isEmpty &&
      differOnlyIn(["templates", "values", "files"], known.chart, chart);
    if (isLike && known.chart.files !== chart.files) this.memory.filesChanged = true;
    const isPrepared = isLike && known.given === texts && known.chart.values === chart.values;
    const prepared = isPrepared
      ? withTexts(known.prepared, chart)
      : prepareChart(chart, given, { origins, kubeVersion });
    if (!isLike || !(isPrepared || hasSameCharts(known.prepared, prepared))) this.memory = new RenderMemory();
    this.known = { chart, origins, given: texts, circumstances, prepared };
    return { prepared, memory: this.memory };
  }
}

/** True for two states of one chart that has all else in common. */
function differOnlyIn(parts: readonly (keyof Chart)[], before: Chart, after: Chart): boolean {
  return (Object.keys(before) as (keyof Chart)[]).every(
    (key) => parts.includes(key) || before[key] === after[key],
  );
}

/** True where values switch the same dependencies on for the same reasons, so that `.Chart` says the same in each. */
function hasSameCharts(before: Prepared, after: Prepared): boolean {
  const shape = (chart: RenderableChart, values: Value): unknown => [
    chart.name,
    chart.switchedBy,
    values instanceof GoMap,
    chart.dependencies.map((below) =>
      shape(below, values instanceof GoMap ? values.content.get(below.name) : null),
    ),
  ];
  const named = ({ owners }: Prepared): unknown =>
    [...owners].map(([path, { metadata }]) => [path, metadata.dependencies.map(({ name }) => name)]);
  const all = (prepared: Prepared): string =>
    JSON.stringify([shape(prepared.chart, prepared.values), named(prepared)]);
  return all(before) === all(after);
}

function withTexts({ chart, owners, ...prepared }: Prepared, { templates, files }: Chart): Prepared {
  const own = owners.get(chart.name);
  return {
    ...prepared,
    chart: { ...chart, templates, files: new Map(files.map(({ name, text }) => [name, text])) },
    owners: own ? new Map(owners).set(chart.name, { ...own, templates, files }) : owners,
  };
}

/**
 * Renders with values. `tolerant` goes on where helm stops: `required` and `fail` pass, a dependency may be missing, and a
 * file that fails leaves the others alone. What comes out then is not what would be installed.
 * @param last where the chart is rendered again and again: files that nothing changed for are taken from there.
 */
export function renderWith(
  loaded: LoadedChart,
  given: GivenValues,
  target: RenderTarget,
  tolerant = false,
  last?: LastRendering,
): RenderedChart {
  const { chart, origins, cache } = loaded;
  if (!chart) return { files: new Map(), problems: loaded.problems, errors: [], owners: new Map() };
  const known = last?.prepare(chart, given, target, origins);
  const memory = known?.memory;
  const prepared =
    known?.prepared ?? prepareChart(chart, given, { origins, kubeVersion: target.kubeVersion });
  const problems = [...loaded.problems, ...prepared.problems];
  if (!tolerant && problems.some(({ warning }) => !warning))
    return { files: new Map(), problems, errors: [], owners: prepared.owners };
  const hadMemory = memory?.isEmpty === false;
  const { files, errors } = renderChart({
    chart: prepared.chart,
    values: prepared.values,
    release: releaseOf({ name: target.release, namespace: target.namespace }),
    capabilities: capabilitiesOf({ kubeVersion: target.kubeVersion }),
    origins,
    trace: true,
    cache,
    ...(memory && { memory }),
    tolerant,
    lint: tolerant,
  });
  // It changed what other files may have seen, which were taken from memory.
  if (hadMemory && memory?.isEmpty) return renderWith(loaded, given, target, tolerant);
  return { files, problems, errors, owners: prepared.owners };
}
