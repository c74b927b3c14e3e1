import { textOf } from "../../engine/helm/bytes";
import { loadValues } from "../../engine/helm/chart/load";
import { Origins } from "../../engine/helm/origin";
import { TemplateCache } from "../../engine/helm/render";
import { GoMap } from "../../engine/helm/value";
import type { FileSystem } from "../fileSystem";
import type { ReadOptions } from "./chartFiles";
import { type ChartSource, LastRendering, type LoadedChart, loadSource, readSource } from "./renderedChart";
import type { RenderedLints } from "./renderedLints";
import { joinSteps } from "./steps";
import { UnreadHardening } from "./unreadHardening";
import { ValuesDocuments } from "./valuesDocuments";
import { valuesFilesOf } from "./valuesFiles";

/** What a chart is rendered with; `files` are ids of values files, in the order of `-f`. */
export interface Environment {
  readonly name: string;
  readonly files: readonly string[];
  readonly set: readonly string[];
}

export interface ModelOptions extends ReadOptions {
  /** Patterns of the values files that belong to charts; see `valuesFilesOf`. */
  readonly valuesFiles?: readonly string[];
  /** Values files, by their paths, and single values: what is rendered then is that alone. */
  readonly given?: { readonly files: readonly string[]; readonly set: readonly string[] };
}

type Files = Map<string, Uint8Array | string>;

/** How many renderings share what is known of the places of values, which only grows. */
const rendersUntilNew = 2000;

/**
 * A chart in memory: read once, then kept in step with the texts of the editor. What was parsed and linted for an earlier
 * text is kept where it is the same again.
 */
export class ChartModel {
  /** Another for every other text of any of its files. */
  generation = 0;
  /** By environment. */
  readonly lints = new Map<string, RenderedLints>();
  readonly unread = new UnreadHardening();
  /** The values files of the keystroke, as they were read. */
  readonly values = new ValuesDocuments();
  /** Name -> path: each file is asked for again and again, at every keystroke. */
  private readonly paths = new Map<string, string>();
  /** By environment; those that go on where helm stops, apart. */
  private readonly renderings = new Map<string, LastRendering>();
  private readonly slots = new Map<string, { readonly files: Files; readonly name: string }[]>();
  private kept = { origins: new Origins(), cache: new TemplateCache() };
  private loadings = 0;
  private loaded: LoadedChart | undefined;
  /** The chart before its values.yaml was none, while nothing else changes. */
  private whole: LoadedChart | undefined;

  constructor(
    private readonly fileSystem: FileSystem,
    readonly source: ChartSource,
    private readonly valuesTexts: Map<string, string>,
    readonly environments: readonly Environment[],
  ) {
    const add = (files: Files, name: string, path: string): void => {
      const known = this.slots.get(path);
      if (known) known.push({ files, name });
      else this.slots.set(path, [{ files, name }]);
    };
    // The maps are those that were read for this model, and nobody else has them.
    for (const [location, files] of this.charts())
      for (const name of files.keys())
        add(files as Files, name, this.pathOf(location === "" ? name : `${location}/${name}`));
    for (const id of valuesTexts.keys()) add(valuesTexts as Files, id, this.pathOf(id));
  }

  /** The path of a file by the name that it has in the chart that is rendered. */
  pathOf(file: string): string {
    const known = this.paths.get(file);
    if (known !== undefined) return known;
    const path = joinSteps(this.fileSystem, this.source.path, file);
    this.paths.set(file, path);
    return path;
  }

  /** The folders that were read: that of the chart, and those of charts beside it. */
  folders(): string[] {
    return [this.source.path, ...this.source.local.charts.map(({ location }) => this.pathOf(location))];
  }

  /** True for a file that the rendering depends on. */
  has(path: string): boolean {
    return this.slots.has(path);
  }

  /** How much all of its files hold, in bytes or UTF-16 code units. */
  get size(): number {
    let size = 0;
    for (const [, content] of this.contents()) size += content.length;
    return size;
  }

  /** The names and texts of all that the rendering depends on; what is no text, as if it were one. */
  *texts(): Iterable<string> {
    for (const [name, content] of this.contents()) {
      yield name;
      yield typeof content === "string" ? content : textOf(content);
    }
  }

  /** The names of a file in the chart that is rendered. */
  namesOf(path: string): string[] {
    const names = [...this.valuesTexts.keys()];
    for (const [location, files] of this.charts())
      for (const name of files.keys()) names.push(location === "" ? name : `${location}/${name}`);
    return names.filter((name) => this.pathOf(name) === path);
  }

  /** True where another text of a file of the chart is known. */
  differs(path: string, text: string): boolean {
    return (this.slots.get(path) ?? []).some(({ files, name }) => !isText(files.get(name), text));
  }

  /** The text of a file in an editor holds from now on. */
  set(path: string, text: string): void {
    for (const { files, name } of this.slots.get(path) ?? []) {
      if (isText(files.get(name), text)) continue;
      files.set(name, text);
      this.generation++;
      this.loaded = this.changed(files, name, text);
      if (this.loaded) this.whole = this.loaded;
      else if (files !== this.valuesTexts && (name !== "values.yaml" || files !== this.source.files))
        this.whole = undefined;
    }
  }

  /** What is true of the chart with another text of a file; afterwards it is as it was. */
  trial<T>(path: string, text: string, ask: () => T): T {
    const { generation, loaded, whole } = this;
    const slots = (this.slots.get(path) ?? []).map(({ files, name }) => ({
      files,
      name,
      was: files.get(name),
    }));
    try {
      this.set(path, text);
      return ask();
    } finally {
      for (const { files, name, was } of slots) if (was !== undefined) files.set(name, was);
      this.generation = generation;
      this.loaded = loaded;
      this.whole = whole;
    }
  }

  /** What the last rendering of an environment came to. */
  lastRendering(environment: string, tolerant: boolean): LastRendering {
    const key = `${tolerant} ${environment}`;
    const known = this.renderings.get(key) ?? new LastRendering();
    this.renderings.set(key, known);
    return known;
  }

  chart(): LoadedChart {
    if (this.loaded) return this.loaded;
    if (++this.loadings % rendersUntilNew === 0)
      this.kept = { origins: new Origins(), cache: new TemplateCache() };
    this.loaded = loadSource(this.source, this.kept);
    this.whole = this.loaded.chart && this.loaded;
    return this.loaded;
  }

  /** The text of a file by its name, which starts with the location of its chart. */
  textOf(location: string, name: string): string | undefined {
    const content = this.charts()
      .find(([at]) => at === location)?.[1]
      .get(name);
    if (content === undefined) return undefined;
    const text = typeof content === "string" ? content : textOf(content);
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  valuesText(id: string): string | undefined {
    return this.valuesTexts.get(id);
  }

  /** The chart with another text of a file; `undefined` where more of it would have to be loaded again. */
  private changed(files: Files, name: string, text: string): LoadedChart | undefined {
    const { whole, loaded } = this;
    const isValues = files === this.valuesTexts || (files === this.source.files && name === "values.yaml");
    // What is known of the places of values grows with each of them.
    if (isValues && ++this.loadings % rendersUntilNew === 0) return undefined;
    // An environment's values are no part of the chart.
    if (files === this.valuesTexts) return loaded;
    if (files !== this.source.files) return undefined;
    if (!isValues) return loaded && withText(loaded, name, text, this.valuesTexts.has(name));
    if (!whole?.chart) return undefined;
    const values = loadValues(text, "", whole.origins, this.values.document);
    return values instanceof GoMap ? { ...whole, chart: { ...whole.chart, values } } : undefined;
  }

  private *contents(): Iterable<readonly [string, Uint8Array | string]> {
    for (const [, files] of this.charts()) yield* files;
    yield* this.valuesTexts;
  }

  private charts(): [string, ReadonlyMap<string, Uint8Array | string>][] {
    const local = this.source.local.charts.map(
      ({ location, files }): [string, ReadonlyMap<string, Uint8Array | string>] => [location, files],
    );
    return [["", this.source.files], ...local];
  }
}

function isText(known: Uint8Array | string | undefined, text: string): boolean {
  return known === text || (known instanceof Uint8Array && textOf(known) === text);
}

/**
 * The chart with another text of one of its own templates; `undefined` where more of it would have to be loaded again.
 * @param isPlain no more than a file that templates can read, as the values of an environment are.
 */
function withText(
  loaded: LoadedChart,
  name: string,
  text: string,
  isPlain: boolean,
): LoadedChart | undefined {
  const { chart } = loaded;
  const part = isPlain ? "files" : "templates";
  if (!chart?.[part].some((file) => file.name === name)) return undefined;
  const changed = chart[part].map((file) =>
    file.name === name ? { name, text: text.startsWith("\ufeff") ? text.slice(1) : text } : file,
  );
  return { ...loaded, chart: { ...chart, [part]: changed } };
}

/** Reads a chart with its values files; nothing is read again afterwards. */
export async function readChartModel(
  fileSystem: FileSystem,
  folder: string,
  options: ModelOptions,
): Promise<ChartModel | undefined> {
  const source = await readSource(fileSystem, folder, { ...options, siblings: true });
  if ("error" in source) return undefined;
  const texts = new Map<string, string>();
  const read = async (id: string, path: string): Promise<void> => {
    texts.set(id, options.textOf?.(path) ?? (await fileSystem.readFile(path)));
  };
  const { given, valuesFiles } = options;
  if (given) {
    const ids = given.files.map((path) => fileSystem.relative(folder, path) ?? path);
    await Promise.all(given.files.map((path, index) => read(ids[index] ?? path, path)));
    const name = ids.length > 0 ? ids.join(", ") : "values.yaml";
    return new ChartModel(fileSystem, source, texts, [{ name, files: ids, set: given.set }]);
  }
  const environments: Environment[] = [{ name: "values.yaml", files: [], set: [] }];
  for (const id of await valuesFilesOf(fileSystem, folder, valuesFiles)) {
    await read(id, joinSteps(fileSystem, folder, id)).catch(() => undefined);
    if (texts.has(id)) environments.push({ name: id, files: [id], set: [] });
  }
  return new ChartModel(fileSystem, source, texts, environments);
}
