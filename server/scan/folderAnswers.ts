import type { FileStatus } from "../../engine/linter";
import type { Wanted } from "../../report/collectFile";
import { scanChart } from "../../workspace/charts/scanChart";
import { checkFile, without } from "../../workspace/checkFile";
import type {
  ChartElsewhere,
  ChartFolder,
  Elsewhere,
  FileElsewhere,
  FileTask,
  LookElsewhere,
} from "../../workspace/elsewhere";
import type { FileSystem } from "../../workspace/fileSystem";
import { ChartFolders } from "../../workspace/helm";
import { readingAhead } from "../../workspace/readAhead";
import { type ReadFile, readTask, type ScannedFile, scannedFile } from "../../workspace/scanFile";
import { stillHolds, type TraceReader, traced } from "../../workspace/tracedFiles";
import { type ShownWith, shownFile } from "../lsp/shownFile";
import type { FolderScan } from "../workspace/configurations";
import { isQuarantine } from "../workspace/watchedWork";
import { AnswerKeys, plainExceptions } from "./answerKeys";
import { type Answered, type BegunFile, BegunFiles } from "./begunFiles";
import { type ChartAnswer, type ChartFileAnswer, chartAnswerOf, type KnownChart } from "./chartAnswer";
import { answerOf, type FileAnswer, factsIn, suppressedIn } from "./fileAnswer";
import { type FoundInFile, hasSafeFix, withoutAsked } from "./keptFindings";
import type { ScannedPlace } from "./moreFound";
import type { ScanMemory } from "./scanMemory";
import type { TextsInThreads, TextToLookAt } from "./textThreads";
import { tellUsed, UsedExceptions } from "./usedExceptions";

/** A file whose turn has come. */
export interface TakenFile extends Answered {
  readonly path: string;
  readonly partial: boolean;
  /** What is now known of it, where its chart says more. */
  readonly status: FileStatus;
}

export interface FolderAnswersOptions {
  /** Its URI. */
  readonly folder: string;
  readonly scan: FolderScan;
  readonly place: ScannedPlace;
  readonly shownWith: ShownWith;
  readonly memory: ScanMemory;
  shouldStop(): boolean;
  /** True for a text that is to be looked at in this thread alone. */
  staysHere(uri: string): boolean;
  readonly threads: TextsInThreads;
  /** Resolves when the scan is cancelled. */
  readonly stopped: Promise<void>;
  breathe(): Promise<void>;
  /** Told during the walk how many files there are so far. */
  onWalked?(files: number): void;
  /** What is made of the answers besides: what of it is not kept is made anew. */
  readonly wanted: Wanted;
  onFile(file: TakenFile): void;
  /** Once what is found in a chart is known. */
  onChart?(chart: ChartAnswer): void;
  /** Of each chart, once all files were taken. */
  onChartFile(file: ChartFileAnswer): Promise<void>;
}

/** From how many files on threads are worth their start: a second of work for one. */
const worthwhile = 300;
/** How many files are begun at once, so that no thread waits. */
const filesAhead = 256;

/** Answers a scan of one folder file by file, in plain data. */
export class FolderAnswers implements Elsewhere {
  private readonly chartFolders: ChartFolders;
  private readonly keys: AnswerKeys;
  /** What the files of the scan are read from. */
  private reading: FileSystem;

  constructor(private readonly options: FolderAnswersOptions) {
    this.reading = options.place.fileSystem;
    this.chartFolders = new ChartFolders(options.place.fileSystem);
    this.keys = new AnswerKeys(options.scan, options.memory.seed);
  }

  expect(files: number): void {
    this.options.onWalked?.(files);
  }

  pays(): boolean {
    return true;
  }

  leavesAcross(): boolean {
    return false;
  }

  knowsAcross(): boolean {
    return false;
  }

  async look(charts: readonly ChartFolder[], tasks: readonly FileTask[]): Promise<LookElsewhere> {
    const { threads, place } = this.options;
    this.reading = readingAhead(
      place.fileSystem,
      tasks.map(({ walked }) => walked.path),
    );
    if ((await this.unknown(tasks)) >= worthwhile) threads.begin();
    const begun = new BegunFiles(tasks, (task) => this.begin(task), this.options);
    return { charts: this.charts(charts, begun), files: this.files(begun) };
  }

  private async charts(folders: readonly ChartFolder[], begun: BegunFiles): Promise<ChartElsewhere[]> {
    const { shouldStop, onChartFile, threads } = this.options;
    const charts: ChartElsewhere[] = [];
    for (const folder of folders) {
      // Threads are at work meanwhile.
      if (threads.isAtWork) await begun.begin(filesAhead);
      if (shouldStop()) break;
      const { statuses, files } = await this.chart(folder);
      const take = async () => {
        for (const file of files) await onChartFile(file);
      };
      charts.push({ statuses, take });
    }
    return charts;
  }

  private async *files(begun: BegunFiles): AsyncGenerator<FileElsewhere> {
    const { shouldStop, breathe, stopped, threads } = this.options;
    for (;;) {
      await begun.begin(threads.isAtWork ? filesAhead : 1);
      const turn = begun.next();
      if (!turn || shouldStop()) return;
      const answered = await Promise.race([turn.answer(), stopped]);
      // A file that was broken off half way would be counted as something it is not.
      if (!answered || shouldStop()) return;
      yield this.elsewhere(turn.task, answered);
      await breathe();
    }
  }

  /** How many files may have to be looked at: those of which nothing is known that depends on the same. */
  private async unknown(tasks: readonly FileTask[]): Promise<number> {
    const { folder, scan, memory, shouldStop, breathe } = this.options;
    let count = 0;
    for (const task of tasks) {
      const { path } = task.walked;
      if (memory.files.has(folder, path)) {
        const start = await this.keys.startOf(task, await scan.options.sources(path));
        const like = memory.files.like(folder, path, start);
        if (like && this.suffices(like)) continue;
        await breathe();
      }
      if (++count >= worthwhile || shouldStop()) break;
    }
    return count;
  }

  private async begin(task: FileTask): Promise<BegunFile> {
    const { folder, scan, place, memory, shouldStop, threads, staysHere, wanted } = this.options;
    const uri = place.uri(task.walked.path);
    // An open text may have been typed into since it was read ahead.
    const fileSystem = staysHere(uri) ? place.fileSystem : this.reading;
    const options = { ...scan.options, fileSystem, shouldStop };
    const read = await readTask(task, options, this.chartFolders);
    if ("result" in read) {
      const answer = await this.answerOf(read, []);
      return known({ sources: {}, answer, key: undefined, text: undefined });
    }
    const { path, sources } = read;
    const text = wanted.quotes ? read.text : undefined;
    const key = await this.keys.ofFile(read, task);
    const before = memory.files.known(folder, path, key);
    if (before && this.suffices(before)) return known({ sources, answer: before, key, text });
    const given =
      !staysHere(uri) && threads.takesNext() ? threads.handOver(await this.toLookAt(read, uri)) : undefined;
    return {
      characters: read.text.length,
      answer: async () => {
        const answer = (await given?.answer()) ?? (await this.lookHere(read, task));
        if (!isWhole(answer) || shouldStop()) return { sources, answer, key: undefined, text };
        memory.files.keep(folder, path, key, withoutAsked(answer));
        return { sources, answer, key, text };
      },
    };
  }

  /** False where more is wanted than is kept. */
  private suffices(answer: FoundInFile): boolean {
    return !(this.options.wanted.edits && hasSafeFix(answer));
  }

  private async toLookAt({ path, text, facts }: ReadFile, uri: string): Promise<TextToLookAt> {
    const { scan, place, wanted } = this.options;
    const { config } = await scan.options.linterIn(place.fileSystem.dirname(path));
    const { shouldStop: _, onException: __, exceptions = [], ...plain } = facts;
    return {
      path,
      uri,
      text,
      config,
      settings: scan.settings,
      facts: { ...plain, exceptions: plainExceptions(exceptions) },
      wanted,
    };
  }

  private answerOf(scanned: ScannedFile, used: readonly number[]): Promise<FileAnswer> {
    const { place, shownWith, wanted } = this.options;
    return answerOf(scanned, place.uri(scanned.path), used, { shownWith, wanted, work: place.work });
  }

  private async lookHere(read: ReadFile, task: FileTask): Promise<FileAnswer> {
    const { scan, place } = this.options;
    const { path, text, facts } = read;
    const linter = await scan.options.linterIn(place.fileSystem.dirname(path));
    const used = new UsedExceptions(facts.exceptions);
    const noting = { ...facts, onException: used.note };
    const result = place.work.check(path, text, () => checkFile(text, linter, noting));
    return this.answerOf(scannedFile(read, task, result), used.places);
  }

  private async chart(chart: ChartFolder): Promise<ChartAnswer> {
    const { scan, onChart } = this.options;
    const answer = await this.answerOfChart(chart);
    for (const { path, used } of answer.files)
      if (used.length > 0) tellUsed(used, await scan.options.sources(path));
    onChart?.(answer);
    return answer;
  }

  private async answerOfChart(chart: ChartFolder): Promise<ChartAnswer> {
    const { folder, memory, shouldStop } = this.options;
    const key = await this.keys.ofChart(chart.folder, chart.top);
    const before = memory.charts.known(folder, chart.folder, key);
    if (before?.answer.files.every((file) => this.suffices(file)) && (await this.isStill(before)))
      return before.answer;
    const { answer, ...depends } = await this.lookAtChart(chart);
    if (!shouldStop() && ![...answer.statuses.values()].some(isQuarantine)) {
      const kept = { ...answer, files: answer.files.map(withoutAsked) };
      memory.charts.keep(folder, chart.folder, key, { answer: kept, ...depends });
    }
    return answer;
  }

  private async lookAtChart({ folder, top }: ChartFolder): Promise<KnownChart> {
    const { scan, place, shouldStop, shownWith, wanted } = this.options;
    const { charts, linterIn, sources: sourcesOf } = scan.options;
    const linter = await linterIn(folder);
    const { fileSystem, trace } = traced(place.fileSystem, this.traceStyle);
    const { work } = place;
    const options = { ...charts, linter, within: top, work, shouldStop };
    const chart = await scanChart(fileSystem, folder, options);
    const sources = new Map<string, string>();
    const noting = async (path: string) => {
      const found = await sourcesOf(path);
      sources.set(path, this.keys.ofSources(found));
      return found;
    };
    const tracedPlace = { ...place, fileSystem };
    const answer = await chartAnswerOf(chart, linter, noting, tracedPlace, { shownWith, wanted });
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
      take: (seen) => {
        tellUsed(answer.used, answered.sources);
        this.options.onFile({
          path,
          partial: task.partial,
          ...answered,
          answer: this.asSeen(path, answer, seen),
          status: seen,
        });
      },
    };
  }

  /** A file of a chart that is left out says so. */
  private asSeen(path: string, answer: FileAnswer, status: FileStatus): FileAnswer {
    if (status === answer.status || !isQuarantine(status)) return answer;
    const uri = this.options.place.uri(path);
    const left = shownFile({ uri, text: "", result: without(status) }, this.options.shownWith);
    const { findings = [], diagnostics = [] } = answer.shown ?? {};
    return { ...answer, shown: { uri, findings, diagnostics: [...left.diagnostics, ...diagnostics] } };
  }
}

/** What a fault of ours has nothing to do with. */
function isWhole({ status, failures }: FileAnswer): boolean {
  return failures.length === 0 && !isQuarantine(status);
}

function known(answered: Answered): BegunFile {
  return { characters: answered.text?.length ?? 0, answer: () => Promise.resolve(answered) };
}
