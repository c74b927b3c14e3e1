import type { FileResult } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { scanChart } from "../../workspace/charts/scanChart";
import { checkFile } from "../../workspace/checkFile";
import type { ChartElsewhere, Elsewhere, FileElsewhere, FileTask } from "../../workspace/elsewhere";
import { ChartFolders } from "../../workspace/helm";
import { type ReadFile, readTask, type ScannedFile, scannedFile } from "../../workspace/scanFile";
import { stillHolds, type TraceReader, traced } from "../../workspace/tracedFiles";
import type { ShownWith } from "../lsp/shownFile";
import type { FolderScan } from "../workspace/configurations";
import type { IndexedFile } from "../workspace/scanIndex";
import { isQuarantine } from "../workspace/watchedWork";
import { AnswerKeys } from "./answerKeys";
import { type ChartAnswer, chartAnswerOf, type KnownChart } from "./chartAnswer";
import { answerOf, type FileAnswer, factsIn, suppressedIn } from "./fileAnswer";
import type { ScannedPlace } from "./moreFound";
import type { ScanMemory } from "./scanMemory";

/** A file whose turn has come. */
export interface TakenFile {
  readonly path: string;
  readonly partial: boolean;
  readonly sources: SuppressionSources;
  readonly answer: FileAnswer;
  /** What the answer depends on; `undefined` where it is not kept. */
  readonly key: string | undefined;
}

export interface FolderAnswersOptions {
  /** Its URI. */
  readonly folder: string;
  readonly scan: FolderScan;
  readonly place: ScannedPlace;
  readonly shownWith: ShownWith;
  readonly memory: ScanMemory;
  shouldStop(): boolean;
  /** Looks at a text under watch. */
  look(uri: string, text: string, check: () => FileResult): FileResult;
  breathe(): Promise<void>;
  onFile(file: TakenFile): void;
  onChartFile(file: IndexedFile): Promise<void>;
}

type Answered = Pick<TakenFile, "answer" | "sources" | "key">;

type ChartFolder = Parameters<Elsewhere["charts"]>[0][number];

/** Answers a scan of one folder file by file, in plain data. */
export class FolderAnswers implements Elsewhere {
  private readonly chartFolders: ChartFolders;
  private readonly keys: AnswerKeys;

  constructor(private readonly options: FolderAnswersOptions) {
    this.chartFolders = new ChartFolders(options.place.fileSystem);
    this.keys = new AnswerKeys(options.scan, options.memory.seed);
  }

  expect(): void {}

  pays(): boolean {
    return true;
  }

  leavesAcross(): boolean {
    return false;
  }

  knowsAcross(): boolean {
    return false;
  }

  async charts(folders: readonly ChartFolder[]): Promise<ChartElsewhere[]> {
    const { shouldStop, onChartFile } = this.options;
    const charts: ChartElsewhere[] = [];
    for (const folder of folders) {
      if (shouldStop()) break;
      const { statuses, files } = await this.chart(folder);
      const take = async () => {
        for (const file of files) await onChartFile(file);
      };
      charts.push({ statuses, take });
    }
    return charts;
  }

  async *files(tasks: readonly FileTask[]): AsyncGenerator<FileElsewhere> {
    const { shouldStop, breathe } = this.options;
    for (const task of tasks) {
      if (shouldStop()) return;
      const answered = await this.file(task);
      // A file that was broken off half way would be counted as something it is not.
      if (shouldStop()) return;
      yield this.elsewhere(task, answered);
      await breathe();
    }
  }

  private async file(task: FileTask): Promise<Answered> {
    const { folder, scan, place, memory, shouldStop } = this.options;
    const options = { ...scan.options, fileSystem: place.fileSystem, shouldStop };
    const read = await readTask(task, options, this.chartFolders);
    if ("result" in read) return { sources: {}, answer: this.answerOf(read), key: undefined };
    const { path, sources } = read;
    const key = await this.keys.ofFile(read, task);
    const known = memory.files.known(folder, path, key);
    if (known) return { sources, answer: known, key };
    const answer = this.answerOf(await this.look(read, task));
    if (!isWhole(answer) || shouldStop()) return { sources, answer, key: undefined };
    memory.files.keep(folder, path, key, answer);
    return { sources, answer, key };
  }

  private answerOf(scanned: ScannedFile): FileAnswer {
    return answerOf(scanned, this.options.place.uri(scanned.path), this.options.shownWith);
  }

  private async look(read: ReadFile, task: FileTask): Promise<ScannedFile> {
    const { scan, place, look } = this.options;
    const { path, text, facts } = read;
    const linter = await scan.options.linterIn(place.fileSystem.dirname(path));
    return scannedFile(
      read,
      task,
      look(place.uri(path), text, () => checkFile(text, linter, facts)),
    );
  }

  private async chart(chart: ChartFolder): Promise<ChartAnswer> {
    const { folder, memory, shouldStop } = this.options;
    const key = await this.keys.ofChart(chart.folder, chart.top);
    const before = memory.charts.known(folder, chart.folder, key);
    if (before && (await this.isStill(before))) return before.answer;
    const now = await this.lookAtChart(chart);
    if (!shouldStop()) memory.charts.keep(folder, chart.folder, key, now);
    return now.answer;
  }

  private async lookAtChart({ folder, top }: ChartFolder): Promise<KnownChart> {
    const { scan, place, shouldStop, shownWith } = this.options;
    const { charts, linterIn, sources: sourcesOf } = scan.options;
    const linter = await linterIn(folder);
    const { fileSystem, trace } = traced(place.fileSystem, this.traceStyle);
    const chart = await scanChart(fileSystem, folder, { ...charts, linter, within: top, shouldStop });
    const sources = new Map<string, string>();
    const noting = async (path: string) => {
      const found = await sourcesOf(path);
      sources.set(path, this.keys.ofSources(found));
      return found;
    };
    const answer = await chartAnswerOf(chart, linter, noting, { ...place, fileSystem }, shownWith);
    return { answer, trace: trace(), sources };
  }

  private async isStill({ trace, sources }: KnownChart): Promise<boolean> {
    const { scan, place } = this.options;
    for (const [path, before] of sources)
      if (this.keys.ofSources(await scan.options.sources(path)) !== before) return false;
    return stillHolds(trace, place.fileSystem, this.traceStyle);
  }

  private readonly traceStyle: TraceReader = {
    nameOf: (path) => path,
    pathOf: (name) => name,
    digest: (content) => this.keys.digest(content),
    digestOf: async (ask, path) => {
      const { fileSystem } = this.options.place;
      const content = ask === "text" ? await fileSystem.readFile(path) : await fileSystem.readBytes?.(path);
      return content === undefined ? undefined : this.keys.digest(content);
    },
  };

  private elsewhere(task: FileTask, answered: Answered): FileElsewhere {
    const { path } = task.walked;
    const { answer } = answered;
    const { status, templated, unreadable, suppression } = answer;
    return {
      status,
      templated,
      unreadable,
      facts: () => factsIn(answer, path),
      suppressing:
        suppression &&
        ((linter, given) => ({
          suppression: linter.suppressionFrom(suppression, given),
          suppressed: suppressedIn(answer),
        })),
      take: () => this.options.onFile({ path, partial: task.partial, ...answered }),
    };
  }
}

/** What a fault of ours has nothing to do with. */
function isWhole({ status, failures }: FileAnswer): boolean {
  return failures.length === 0 && !isQuarantine(status);
}
