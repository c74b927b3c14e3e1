import { textOf } from "../bytes";
import { fromYaml, kindProblem, type YamlOptions } from "../lib/yamlParse";
import type { Origins } from "../origin";
import { GoMap } from "../value";
import { type ArchiveLimits, defaultLimits, readArchive } from "./archive";
import { type Chart, type ChartFile, type ChartProblem, fileOf } from "./chart";
import { parseIgnoreFile } from "./ignoreFile";
import { type Dependency, type Metadata, readMetadata, readRequirements } from "./metadata";
import { metadataProblem } from "./metadataProblem";

/** The files of a chart by their path in it, with `/`. Text that an editor holds, or bytes. */
export type ChartFiles = ReadonlyMap<string, Uint8Array | string>;

export interface LoadOptions {
  readonly origins: Origins;
  /** The files of a dependency that is not in `charts/`: one with `file://`, or a chart beside this one. */
  readonly findDependency?: (dependency: Dependency) => FoundChart | undefined;
  readonly limits?: ArchiveLimits;
}

export interface FoundChart {
  /** Its folder, seen from the chart that is rendered. */
  readonly location: string;
  readonly files: ChartFiles;
}

export type Loaded =
  | { readonly chart: Chart; readonly problems: readonly ChartProblem[] }
  | { readonly chart: undefined; readonly problems: readonly ChartProblem[] };

/** How deep charts are taken from `charts/` of others. */
const maxDepth = 20;

/** Loads a chart as helm does (pkg/chart/loader of helm 3): its .helmignore, its files, and the charts in it. */
export function loadChart(files: ChartFiles, options: LoadOptions): Loaded {
  const texts = new Map([...files].map(([name, content]) => [name, content]));
  const ignoreFile = texts.get(".helmignore");
  const rules = parseIgnoreFile(ignoreFile === undefined ? "" : asText(ignoreFile));
  if ("error" in rules) return refused(".helmignore", rules.error);
  for (const name of [...texts.keys()]) if (rules.ignores(name)) texts.delete(name);
  return new Loader(options).load(texts, "", false, 0);
}

function refused(file: string, message: string, start = 0, end = 0): Loaded {
  return { chart: undefined, problems: [{ message, file, start, end, warning: false, kind: "chart" }] };
}

/** The values of a chart's own values.yaml, or what is wrong with them. */
export function loadValues(
  content: Uint8Array | string | undefined,
  location: string,
  origins: Origins,
  read?: YamlOptions["read"],
): GoMap | ChartProblem {
  const file = fileOf({ location }, "values.yaml");
  const origin = origins.file(file);
  if (content === undefined) return new GoMap(new Map(), undefined, origin);
  const values = fromYaml(asText(content), { root: { origins, origin }, ...(read && { read }) });
  const failure = "error" in values ? values : undefined;
  const value = "error" in values ? null : values.value;
  const message = failure?.error ?? kindProblem(value, "map[string]interface {}");
  if (message !== undefined)
    return {
      message: `cannot load values.yaml: ${message}`,
      file,
      start: failure?.start ?? 0,
      end: failure?.end ?? 0,
      warning: false,
      kind: "values",
    };
  return value instanceof GoMap ? value : new GoMap(new Map(), undefined, origin);
}

class Loader {
  constructor(private readonly options: LoadOptions) {}

  load(files: ChartFiles, location: string, vendored: boolean, depth: number): Loaded {
    const at = { location };
    if (depth > maxDepth) return refused(fileOf(at, "Chart.yaml"), "charts are nested too deeply");
    const chartYaml = files.get("Chart.yaml");
    if (chartYaml === undefined) return refused(fileOf(at, "Chart.yaml"), "Chart.yaml file is missing");
    const metadata = readMetadata(asText(chartYaml));
    if ("error" in metadata)
      return refused(fileOf(at, "Chart.yaml"), metadata.error, metadata.start, metadata.end);
    const requirements = files.get("requirements.yaml");
    if (requirements !== undefined) {
      const read = readRequirements(asText(requirements));
      if (read.length > 0) metadata.dependencies = read;
    }
    const invalid = metadataProblem(metadata);
    if (invalid !== undefined) return refused(fileOf(at, "Chart.yaml"), `validation: ${invalid}`);
    const values = loadValues(files.get("values.yaml"), location, this.options.origins);
    if ("message" in values) return { chart: undefined, problems: [values] };
    const sorted = sortFiles(files, metadata);
    const problems: ChartProblem[] = [];
    const dependencies: Chart[] = [];
    const add = (loaded: Loaded): void => {
      problems.push(...loaded.problems);
      if (loaded.chart) dependencies.push(loaded.chart);
    };
    for (const [name, content] of sorted.archives)
      add(this.archive(name, content, fileOf(at, `charts/${name}`), depth));
    for (const [name, content] of sorted.charts)
      add(this.load(content, fileOf(at, `charts/${name}`), true, depth + 1));
    if (problems.some((problem) => !problem.warning)) return { chart: undefined, problems };
    dependencies.sort((a, b) =>
      a.metadata.name < b.metadata.name ? -1 : a.metadata.name > b.metadata.name ? 1 : 0,
    );
    for (const dependency of metadata.dependencies) {
      if (dependencies.some(({ metadata: { name } }) => name === dependency.name)) continue;
      const found = this.options.findDependency?.(dependency);
      if (found) add(this.load(found.files, found.location, vendored, depth + 1));
    }
    const schema = files.get("values.schema.json");
    return {
      chart: {
        metadata,
        location,
        vendored,
        templates: sorted.templates,
        files: sorted.files,
        schema: schema === undefined ? undefined : asText(schema),
        values,
        dependencies,
      },
      problems,
    };
  }

  private archive(name: string, content: Uint8Array | string, location: string, depth: number): Loaded {
    const bytes = typeof content === "string" ? undefined : content;
    const read = bytes
      ? readArchive(bytes, this.options.limits ?? defaultLimits)
      : { error: "gzip: invalid header" };
    if ("error" in read) return refused(location, `error unpacking subchart ${name}: ${read.error}`);
    return this.load(new Map(read.map((file) => [file.name, file.bytes])), location, true, depth + 1);
  }
}

interface Sorted {
  readonly templates: ChartFile[];
  readonly files: ChartFile[];
  readonly archives: Map<string, Uint8Array | string>;
  readonly charts: Map<string, Map<string, Uint8Array | string>>;
}

/** load.go, `LoadFiles`: which file is what. */
function sortFiles(files: ChartFiles, metadata: Metadata): Sorted {
  const sorted: Sorted = { templates: [], files: [], archives: new Map(), charts: new Map() };
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith("charts/") && !name.endsWith(".prov"))
      sortChart(sorted, name.slice("charts/".length), content);
    else if (name.startsWith("templates/")) sorted.templates.push({ name, text: asText(content) });
    else if (isOwn(name, metadata)) sorted.files.push({ name, text: asText(content) });
  }
  return sorted;
}

function isOwn(name: string, { apiVersion }: Metadata): boolean {
  if (name === "requirements.yaml" || name === "requirements.lock") return apiVersion === "v1";
  return !["Chart.yaml", "Chart.lock", "values.yaml", "values.schema.json"].includes(name);
}

function sortChart(sorted: Sorted, path: string, content: Uint8Array | string): void {
  const slash = path.indexOf("/");
  const folder = slash < 0 ? path : path.slice(0, slash);
  if (/^[_.]/.test(folder)) return;
  if (slash < 0) {
    if (path.endsWith(".tgz")) sorted.archives.set(path, content);
    return;
  }
  let chart = sorted.charts.get(folder);
  if (!chart) {
    chart = new Map();
    sorted.charts.set(folder, chart);
  }
  chart.set(path.slice(slash + 1), content);
}

function asText(content: Uint8Array | string): string {
  const text = typeof content === "string" ? content : textOf(content);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
