import type { Finding, RelatedPlace } from "../../engine/finding";
import type { FixSafety } from "../../engine/fix";
import type { FileStatus, Linter } from "../../engine/linter";
import type { Message } from "../../engine/message";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { Span } from "../../engine/yaml/span";
import { type ChartFix, chartFix } from "../../workspace/charts/chartFix";
import { type ChartModel, readChartModel } from "../../workspace/charts/chartModel";
import type { ChartNotice } from "../../workspace/charts/chartNotices";
import type { ChartScan } from "../../workspace/charts/chartScan";
import { partChart } from "../../workspace/charts/chartSuppression";
import {
  placesOfAction,
  placesOfKey,
  placesOfText,
  type RenderedFile,
  type RenderedPlace,
  valuesKeyAt,
} from "../../workspace/charts/renderedPlaces";
import { renderedFrom, renderedOffset, sourceOf } from "../../workspace/charts/renderedView";
import { checkChart } from "../../workspace/charts/scanChart";
import type { FileSystem } from "../../workspace/fileSystem";
import { ChartFolders } from "../../workspace/helm";
import type { Settings } from "../../workspace/settings";
import type { Folders } from "./folders";
import type { OpenDocument, OpenDocuments } from "./openDocuments";
import { isBelow, normalizeUri } from "./uris";
import { chartLeftOut, textsOfChart } from "./watchedScan";
import type { WatchedWork } from "./watchedWork";
import type { Place, WorkspaceFiles } from "./workspaceFiles";

/** Milliseconds that one look at a chart may take. */
const longest = 5000;

/** What is known of one file because of the chart it belongs to. */
export interface InChart {
  /** Another for every other text of any file of the chart. */
  readonly generation: string;
  /** `related` names files by their URIs. */
  readonly findings: readonly Finding[];
  /** What is placed in another file, which decides it, and is rendered by this one. */
  readonly mirrored: readonly Finding[];
  readonly notices: readonly ChartNotice[];
  /** What to say of each of its files where the chart is not rendered because it ended the server before. */
  readonly leftOut?: FileStatus;
  /** A fix of one of the findings that was tried, see `chartFix`; `undefined` where there is none. */
  fix(finding: Finding): PlacedFix | undefined;
  /** Where what stands at an offset of the file is rendered; `span` is what was pointed at. */
  renderedAt(offset: number): { readonly span: Span; readonly places: readonly RenderedPlace[] } | undefined;
  /** What the file is rendered as in an environment, the chart's own values where there is none of that name. */
  rendered(environment: string | undefined): RenderedTemplate | undefined;
}

/** What a template is rendered as. */
export interface RenderedTemplate {
  /** Every environment of the chart, by the name of its values file. */
  readonly environments: readonly string[];
  readonly environment: string;
  /** `undefined` where Helm would refuse the chart, or the template is not rendered by itself. */
  readonly file: RenderedFile | undefined;
  /** The place in a file of the chart that wrote an offset of the rendered text, and that file's text. */
  sourceOf(offset: number): { readonly uri: string; readonly text: string; readonly span: Span } | undefined;
  /** Where an offset of the template is rendered. */
  renderedOffset(offset: number): number;
}

/** A fix of a finding, in whichever file of the chart. */
export interface PlacedFix extends ChartFix {
  readonly uri: string;
  readonly title: Message;
  readonly safety: FixSafety;
}

interface OpenChart {
  readonly place: Place;
  readonly model: ChartModel;
  last: { readonly generation: number; readonly linter: Linter; readonly scan: ChartScan } | undefined;
}

/**
 * The charts of open files. Each is read once through the file system of its folder and kept in step with the editor; what
 * is on disk is read again only when the disk changes.
 */
export class Charts {
  private readonly folderFinders = new Map<FileSystem, ChartFolders>();
  private readonly charts = new Map<string, Promise<OpenChart | undefined>>();
  private readonly folderOfFile = new Map<string, Promise<string | undefined>>();
  /** The folders that charts were read from. */
  private readonly roots = new Set<string>();
  private count = 0;

  constructor(
    private readonly files: WorkspaceFiles,
    private readonly folders: Folders,
    private readonly documents: OpenDocuments,
    private readonly work: WatchedWork,
  ) {}

  /** The chart that a file belongs to, read; `undefined` for a file of none. Files that came with a chart have none. */
  async of(uri: string, { helm: { valuesFiles } }: Settings): Promise<OpenChart | undefined> {
    const place = this.files.place(uri);
    if (!place) return undefined;
    const { fileSystem } = place;
    const folder = await this.folderOf(uri, place);
    if (folder === undefined) return undefined;
    const key = JSON.stringify([normalizeUri(place.uri(folder)), valuesFiles]);
    const known = this.charts.get(key);
    if (known) return known;
    const top = this.folders.of(uri);
    const within =
      (top === undefined ? undefined : this.files.place(top)?.path) ?? fileSystem.dirname(folder);
    const reading = readChartModel(fileSystem, folder, {
      within: within === folder ? fileSystem.dirname(folder) : within,
      ...(valuesFiles.length > 0 && { valuesFiles }),
    }).then(
      (model): OpenChart | undefined => {
        for (const root of model?.folders() ?? []) this.roots.add(normalizeUri(place.uri(root)));
        return model && { place, model, last: undefined };
      },
      () => undefined,
    );
    this.charts.set(key, reading);
    return reading;
  }

  /** The files of a chart that something was found in when it was last looked at. */
  found(chart: OpenChart): string[] {
    return [...(chart.last?.scan.findings.keys() ?? [])].map((path) => chart.place.uri(path));
  }

  /**
   * What is in an open file, as the editor has all of its chart. Waits for nothing, so that it cannot grow old.
   * @param sources what suppresses findings of files, by URI; `"again"` where those of another file are needed.
   */
  look(
    chart: OpenChart,
    uri: string,
    linter: Linter,
    saved: boolean,
    sources: ReadonlyMap<string, SuppressionSources>,
  ): InChart | "again" | undefined {
    const { place, model } = chart;
    const path = this.files.place(uri)?.path;
    if (path === undefined || !model.has(path)) return undefined;
    for (const document of this.documents.all()) {
      const other = this.files.place(document.uri);
      if (!other || other.fileSystem !== place.fileSystem) continue;
      const text = saved ? document.savedText : document.text;
      this.work.unlessLeftOut(document.uri, text, () => model.set(other.path, text));
    }
    const leftOut = chartLeftOut(this.work, place, model);
    if (leftOut) return notRendered(leftOut);
    const during = <T>(work: () => T): T => this.work.duringAll(textsOfChart(place, model), work);
    return during(() => this.rendered(chart, path, linter, sources, during));
  }

  private rendered(
    chart: OpenChart,
    path: string,
    linter: Linter,
    sources: ReadonlyMap<string, SuppressionSources>,
    during: <T>(work: () => T) => T,
  ): InChart | "again" {
    const { place, model } = chart;
    if (chart.last?.generation !== model.generation || chart.last.linter !== linter) {
      const scan = checkChart(model, { linter, shouldStop: this.until(longest) });
      chart.last = { generation: model.generation, linter, scan };
      this.count++;
    }
    const { scan } = chart.last;
    if (this.found(chart).some((file) => !sources.has(file))) return "again";
    const { notices, fixSources } = scan;
    const parts = partChart(scan, linter, (file) => sources.get(place.uri(file)) ?? {});
    const findings = new Map(parts.map((part) => [part.path, part.findings]));
    const originals = new Map<Finding, Finding>();
    const own = (findings.get(path) ?? []).map((finding) => {
      const shown = named(finding, place);
      originals.set(shown, finding);
      return shown;
    });
    return {
      generation: `c${this.count}`,
      findings: own,
      mirrored: mirroredIn(path, findings, place, originals),
      notices: notices.get(path) ?? [],
      renderedAt: (offset) => during(() => renderedAt(scan, model, path, offset)),
      rendered: (environment) => during(() => renderedTemplate(scan, chart, path, environment)),
      fix: (finding) => {
        const source = fixSources.get(originals.get(finding) ?? finding);
        const made = source?.finding.fix;
        if (!source || !made) return undefined;
        const options = { linter, shouldStop: this.until(longest) };
        const found = during(() => chartFix(source, scan, model, options));
        return found && { ...found, uri: place.uri(found.path), title: made.title, safety: made.safety };
      },
    };
  }

  /** Says when so many milliseconds are over; until then whoever asks is alive. */
  private until(milliseconds: number): () => boolean {
    const end = performance.now() + milliseconds;
    return () => {
      if (performance.now() > end) return true;
      this.work.beat();
      return false;
    };
  }

  /** The open files whose findings may change with this one. */
  async beside(uri: string, settings: Settings): Promise<string[]> {
    const chart = await this.of(uri, settings);
    return this.documents
      .all()
      .map((document) => document.uri)
      .filter((other) => {
        const path = other === uri ? undefined : this.files.place(other)?.path;
        return path !== undefined && chart?.model.has(path) === true;
      });
  }

  /** True where the text of an open file is not the one that its chart was last rendered with. */
  async isNews({ uri, text }: OpenDocument, settings: Settings): Promise<boolean> {
    const path = this.files.place(uri)?.path;
    const chart = path === undefined ? undefined : await this.of(uri, settings);
    return path !== undefined && chart?.last !== undefined && chart.model.differs(path, text);
  }

  /** Files came, changed or went on disk. True where a chart that was looked at is another because of it. */
  changed(uris: readonly string[]): boolean {
    const roots = [...this.roots];
    const isTouched = uris.some((uri) => roots.some((root) => isBelow(root, normalizeUri(uri))));
    if (isTouched) this.forget();
    return isTouched;
  }

  /** Charts are read again when they are next asked for. */
  forget(): void {
    this.charts.clear();
    this.roots.clear();
    this.folderOfFile.clear();
    for (const finder of this.folderFinders.values()) finder.clear();
  }

  /** A keystroke must not ask the disk. */
  private folderOf(uri: string, { fileSystem, path }: Place): Promise<string | undefined> {
    const known = this.folderOfFile.get(uri);
    if (known) return known;
    const finder = this.finder(fileSystem);
    const found = finder
      .chartOf(path)
      .then(async (folder) => (folder === undefined || (await finder.isVendored(path)) ? undefined : folder));
    this.folderOfFile.set(uri, found);
    return found;
  }

  private finder(fileSystem: FileSystem): ChartFolders {
    const finder = this.folderFinders.get(fileSystem) ?? new ChartFolders(fileSystem);
    this.folderFinders.set(fileSystem, finder);
    return finder;
  }
}

function notRendered(leftOut: FileStatus): InChart {
  return {
    generation: "left out",
    leftOut,
    findings: [],
    mirrored: [],
    notices: [],
    fix: () => undefined,
    renderedAt: () => undefined,
    rendered: () => undefined,
  };
}

/** By its name in a chart. */
function isTemplate(name: string): boolean {
  return /(?:^|\/)templates\//.test(name);
}

function renderedAt(
  scan: ChartScan,
  model: ChartModel,
  path: string,
  offset: number,
): ReturnType<InChart["renderedAt"]> {
  const text = scan.texts.get(path);
  const [file] = model.namesOf(path);
  if (text === undefined || file === undefined) return undefined;
  if (text.includes("{{") && isTemplate(file)) {
    const open = text.lastIndexOf("{{", offset);
    const close = text.indexOf("}}", Math.max(open, offset - 1));
    if (open < 0 || close < 0 || text.slice(open, offset).includes("}}")) {
      const span = wordAt(text, offset);
      return span && { span, places: placesOfText(scan.rendered, file, offset) };
    }
    return { span: { start: open, end: close + 2 }, places: placesOfAction(scan.rendered, file, offset) };
  }
  const key = valuesKeyAt(text, offset);
  return key && { span: key.span, places: placesOfKey(scan.rendered, file, key, model.chart().origins) };
}

/** The key or value that an offset lies in. */
function wordAt(text: string, offset: number): Span | undefined {
  const start = offset - (/[\w./-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0].length ?? 0);
  const end = offset + (/^[\w./-]*/.exec(text.slice(offset, offset + 100))?.[0].length ?? 0);
  return end > start ? { start, end } : undefined;
}

function renderedTemplate(
  { rendered, texts }: ChartScan,
  { model, place }: OpenChart,
  path: string,
  wanted: string | undefined,
): RenderedTemplate | undefined {
  const template = model.namesOf(path).find(isTemplate);
  const environments = model.environments.map(({ name }) => name);
  const environment = environments.find((name) => name === wanted) ?? environments[0];
  if (template === undefined || environment === undefined) return undefined;
  const file = renderedFrom(rendered, template, environment);
  return {
    environments,
    environment,
    file,
    sourceOf: (offset) => {
      const source = file && sourceOf(file, offset, model.chart().origins);
      const at = source && model.pathOf(source.file);
      const text = at === undefined ? undefined : texts.get(at);
      return source && at !== undefined && text !== undefined
        ? { uri: place.uri(at), text, span: source.span }
        : undefined;
    },
    renderedOffset: (offset) => (file ? renderedOffset(file, template, offset) : 0),
  };
}

function named(finding: Finding, { uri }: Place): Finding {
  const related = finding.related.map((other) => ({
    ...other,
    file: other.file === undefined ? undefined : uri(other.file),
  }));
  return { ...finding, related };
}

/** Findings that a values key decides, on the template text that renders them, with the key as the related place. */
function mirroredIn(
  path: string,
  all: ReadonlyMap<string, readonly Finding[]>,
  { uri }: Place,
  originals: Map<Finding, Finding>,
): Finding[] {
  const mirrored: Finding[] = [];
  for (const [file, findings] of all) {
    if (file === path) continue;
    for (const finding of findings)
      for (const { file: template, span } of finding.related) {
        if (template !== path) continue;
        const key: RelatedPlace = {
          file: uri(file),
          span: finding.span,
          message: { template: "decided here", args: {} },
        };
        const mirror = { ...finding, span, related: [key] };
        originals.set(mirror, finding);
        mirrored.push(mirror);
      }
  }
  return mirrored.sort((a, b) => a.span.start - b.span.start);
}
