import type { FileResult, Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { LineIndex } from "../../engine/yaml/lines";
import { checkFile, type FileFacts, without } from "../../workspace/checkFile";
import { readConfiguration } from "../../workspace/configuration/configuration";
import { exceptionsOver } from "../../workspace/configuration/exceptions";
import type { ConfigurationProblem } from "../../workspace/configuration/problems";
import { localDay } from "../../workspace/localDay";
import type { Settings } from "../../workspace/settings";
import type { Charts, InChart } from "./charts";
import { type Configurations, excludes, isConfigurationUri } from "./configurations";
import type { FileRoles } from "./fileRoles";
import type { Folders } from "./folders";
import type { Linters } from "./linters";
import type { WorkspaceObjects } from "./objects";
import type { OpenDocument, OpenDocuments } from "./openDocuments";
import { isIgnoredScheme, normalizeUri } from "./uris";
import type { WatchedWork } from "./watchedWork";

/** What is known of one text of an open document. A value; the same text under the same settings gives the same one. */
export interface Analysis {
  /** Another for every other text, settings or role of the file. */
  readonly id: string;
  readonly document: OpenDocument;
  /** The text that was looked at; the saved one under `run: onSave`. */
  readonly text: string;
  readonly lines: LineIndex;
  readonly settings: Settings;
  readonly linter: Linter;
  readonly result: FileResult;
  readonly facts: FileFacts;
  /** What is in it because of the chart it belongs to; its findings are among those of `result`. */
  readonly chart?: InChart;
  /** What is wrong in it, where it is a configuration file. */
  readonly configuration: readonly ConfigurationProblem[];
  /** What another linter says of the same text. */
  by(linter: Linter): FileResult;
}

/** `shown`: what the editor underlines, which `run: onSave` keeps at the saved text. `current`: the text as it is. */
export type WhichText = "shown" | "current";

const languages = new Set(["yaml", "helm", "helm-template", "json", "jsonc"]);
const nothing = without({ kind: "skipped", reason: "not looked at" });

export class Analyses {
  private readonly known = new Map<string, KnownAnalysis>();
  private count = 0;

  /** @param run sets the ids of this run apart from those that a client may still know of the one before. */
  constructor(
    private readonly documents: OpenDocuments,
    private readonly folders: Folders,
    private readonly configurations: Configurations,
    private readonly roles: FileRoles,
    private readonly linters: Linters,
    private readonly objects: WorkspaceObjects,
    private readonly charts: Charts,
    private readonly work: WatchedWork,
    private readonly run: string,
  ) {}

  /** The analysis of the newest text of an open document; `undefined` where it is not open. */
  async of(uri: string, which: WhichText): Promise<Analysis | undefined> {
    for (;;) {
      const found = await this.tryOf(uri, which);
      if (found !== "again") return found;
    }
  }

  private async tryOf(uri: string, which: WhichText): Promise<Analysis | "again" | undefined> {
    const folder = this.folders.of(uri);
    const file = await this.configurations.of(uri);
    const { settings } = file;
    const role = await this.roles.of(uri, folder);
    const isLookedAt = settings.enable && !excludes(file);
    const unread = isConfigurationUri(uri) ? await this.configurations.unread(uri) : undefined;
    const chart = isLookedAt ? await this.charts.of(uri, settings) : undefined;
    const sources = new Map<string, SuppressionSources>();
    for (const other of chart ? this.charts.found(chart) : [])
      sources.set(other, (await this.configurations.of(other)).sources);
    // From here on nothing waits, so that the text cannot grow old meanwhile.
    const document = this.documents.get(uri);
    if (!document) return undefined;
    const text = which === "shown" && settings.run === "onSave" ? document.savedText : document.text;
    const isHelm = document.languageId.startsWith("helm");
    const facts: FileFacts = {
      ...file.sources,
      partial: role.partial,
      chartTemplate: role.chartTemplate || isHelm,
      json: document.languageId.startsWith("json"),
    };
    const wanted = isLookedAt && isWanted(document);
    const analysis = this.remember(document, text, { settings, facts, wanted, unread });
    const isShown = which === "shown" || settings.run !== "onSave" || text === document.savedText;
    // Offsets of other files' objects hold in the text that is shown.
    if (this.work.quarantineOf(uri, text)) return analysis;
    const among =
      wanted && isShown ? this.work.during(uri, text, () => this.amongOthers(analysis, folder)) : analysis;
    const look =
      chart && wanted && this.charts.look(chart, uri, analysis.linter, text !== document.text, sources);
    if (look === "again") return look;
    return look ? inChart(among, look) : among;
  }

  /** With what the objects of the other files say of this one. */
  private amongOthers(analysis: Analysis, folder: string | undefined): Analysis {
    const { document, linter } = analysis;
    const result = this.objects.among(folder, document.uri, analysis.result, linter);
    if (result === analysis.result) return analysis;
    const by = (other: Linter) =>
      this.objects.among(
        folder,
        document.uri,
        other === linter ? analysis.result : analysis.by(other),
        other,
      );
    return { ...analysis, id: `${analysis.id}.${this.objects.generation(folder)}`, result, by };
  }

  forget(uri: string): void {
    for (const which of ["newest", "saved"]) this.known.delete(`${which} ${normalizeUri(uri)}`);
  }

  private remember(document: OpenDocument, text: string, circumstances: Circumstances): Analysis {
    const { settings, facts, wanted, unread } = circumstances;
    const key = `${text === document.text ? "newest" : "saved"} ${normalizeUri(document.uri)}`;
    const state = JSON.stringify(circumstances);
    const known = this.known.get(key);
    if (known?.state === state && known.analysis.text === text) {
      if (known.analysis.document === document) return known.analysis;
      const analysis = { ...known.analysis, document };
      this.known.set(key, { ...known, analysis });
      return analysis;
    }
    const linter = this.linters.of(settings);
    const results: Results = new Map();
    // Of this version or an older one. Shared by all of them, so that no version keeps the one before alive.
    const latest: Results = known?.state === state ? known.latest : new Map();
    const by = (other: Linter) => {
      if (!wanted) return nothing;
      const told = results.get(other);
      if (told) return told;
      const alike = results.get(linter);
      const result = this.work.check(document.uri, text, () =>
        checkFile(text, other, { ...facts, previous: latest.get(other), alike, shouldStop: this.work.goOn }),
      );
      results.set(other, result);
      latest.set(other, result);
      return result;
    };
    const analysis: Analysis = {
      id: `${this.run}-${++this.count}`,
      document,
      text,
      lines: new LineIndex(text),
      settings,
      linter,
      result: by(linter),
      facts,
      configuration:
        this.work.unlessLeftOut(document.uri, text, () =>
          this.configurationProblems(document, text, settings, unread),
        ) ?? [],
      by,
    };
    this.known.set(key, { analysis, state, latest });
    return analysis;
  }

  /** The file's own mistakes are shown even where it leaves itself out. */
  private configurationProblems(
    { uri, languageId }: OpenDocument,
    text: string,
    { enable }: Settings,
    unread: string | undefined,
  ): readonly ConfigurationProblem[] {
    if (!isConfigurationUri(uri) || !enable || !languages.has(languageId) || isIgnoredScheme(uri)) return [];
    if (unread !== undefined) return [{ span: { start: 0, end: 0 }, path: "", message: unread }];
    const { configuration, problems } = readConfiguration(text, this.linters.rules);
    const over = exceptionsOver({ configuration }, localDay());
    return [...problems, ...over.map((one) => ({ ...one, path: "" }))];
  }
}

/** What each linter that was asked has said. */
type Results = Map<Linter, FileResult>;

interface KnownAnalysis {
  readonly analysis: Analysis;
  readonly state: string;
  readonly latest: Results;
}

/** What an analysis depends on beside the text. */
interface Circumstances {
  readonly settings: Settings;
  readonly facts: FileFacts;
  readonly wanted: boolean;
  /** Why a configuration file is not read. */
  readonly unread: string | undefined;
}

function isWanted({ uri, languageId }: OpenDocument): boolean {
  return (languages.has(languageId) || isPartial(uri)) && !isIgnoredScheme(uri);
}

/** Helm's partials, which have no language of their own where no extension brings one. */
function isPartial(uri: string): boolean {
  return uri.endsWith(".tpl");
}

function inChart(analysis: Analysis, chart: InChart): Analysis {
  const { result } = analysis;
  const findings = [...result.findings, ...chart.findings, ...chart.mirrored].sort(
    (a, b) => a.span.start - b.span.start,
  );
  return {
    ...analysis,
    id: `${analysis.id}.${chart.generation}`,
    chart,
    result: { ...result, findings, ...(chart.leftOut && { status: chart.leftOut }) },
  };
}
