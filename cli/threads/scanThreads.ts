import { availableParallelism } from "node:os";
import { unpackFacts } from "../../engine/workspace/packedFacts";
import type { CollectedFile, FileCollector } from "../../report/collectFile";
import type { Collector } from "../../report/collector";
import { sharedFinding } from "../../report/sharedFinding";
import type {
  ChartElsewhere,
  ChartFolder,
  Elsewhere,
  FileElsewhere,
  FileTask,
  LookElsewhere,
} from "../../workspace/elsewhere";
import { ThreadPool } from "../../workspace/node/threadPool";
import { type AnswerKeeper, type KnownFile, knownSuppressed } from "../answers/answerKeeper";
import { shownPath } from "../inputs";
import type { SuppressionOptions } from "../suppression";
import type { FileScanner } from "./fileScanner";
import type { ChartAnswer, FileAnswer, ThreadStart } from "./messages";
import { type Pool, SharedWork } from "./sharedWork";
import { tuneForScans } from "./tuneForScans";

/** From how many files on threads are worth their start: a second of work for one. */
const worthwhile = 300;

export interface ScanThreadsOptions {
  /** The file that runs as a thread. */
  readonly script: string;
  readonly begun: ThreadStart;
  /** How many threads, this one among them; what the machine can run at once by default. */
  readonly jobs: number | undefined;
  /** Looks at what is not worth a thread. */
  readonly scanner: FileScanner;
  /** What becomes of answers, and where some are had without a look. */
  readonly keeper: AnswerKeeper | undefined;
  readonly collector: Collector;
  readonly fileCollector: FileCollector;
  readonly suppression: SuppressionOptions;
}

/** Scans in threads, and gives what they find to the collectors of the report. */
export class ScanThreads implements Elsewhere {
  private pool: Pool | undefined;

  constructor(private readonly options: ScanThreadsOptions) {}

  expect(files: number): void {
    // What is known already is not worth a thread, and how much that is shows after the walk.
    if (!this.options.keeper) this.startFor(files);
  }

  pays(): boolean {
    return this.pool !== undefined || this.options.keeper !== undefined;
  }

  leavesAcross(): boolean {
    return this.options.keeper?.leavesAcross() ?? false;
  }

  knowsAcross(): boolean {
    return this.options.keeper?.knowsAcross() ?? false;
  }

  async look(folders: readonly ChartFolder[], tasks: readonly FileTask[]): Promise<LookElsewhere> {
    const { keeper } = this.options;
    const knownCharts = new Map<ChartFolder, ChartAnswer>();
    const knownFiles = new Map<FileTask, KnownFile>();
    if (keeper) {
      for (const folder of folders) {
        const answer = await keeper.knownChart(folder);
        if (answer) knownCharts.set(folder, answer);
      }
      for (const task of tasks) {
        const answer = await keeper.knownFile(task);
        if (answer) knownFiles.set(task, answer);
      }
    }
    const unknown = tasks.filter((task) => !knownFiles.has(task));
    this.startFor(unknown.length);
    const { scanner, suppression } = this.options;
    const work = new SharedWork(this.pool, scanner, (problems) => suppression.addProblems(problems));
    // Charts take longest.
    const charts = this.charts(folders, knownCharts, work);
    const files = this.files(tasks, knownFiles, work.files(unknown));
    return { charts: work.helping(charts), files };
  }

  async end(): Promise<void> {
    await this.pool?.end();
  }

  private startFor(files: number): void {
    const { script, begun, jobs = availableParallelism() } = this.options;
    if (files < worthwhile) return;
    void tuneForScans();
    if (jobs > 1) this.pool ??= new ThreadPool({ script, begun, size: jobs - 1 });
  }

  private async charts(
    folders: readonly ChartFolder[],
    known: ReadonlyMap<ChartFolder, ChartAnswer>,
    work: SharedWork,
  ): Promise<ChartElsewhere[]> {
    const { keeper, collector, fileCollector, suppression } = this.options;
    const asked = folders.map((folder) => {
      const before = known.get(folder);
      return before ? () => Promise.resolve(before) : work.chart(folder);
    });
    const charts: ChartElsewhere[] = [];
    for (const [index, folder] of folders.entries()) {
      const answer = await asked[index]?.();
      if (!answer) continue;
      await keeper?.takeChart(folder, answer);
      const { statuses, rules, findings, secrets, used } = answer;
      suppression.use(used);
      charts.push({
        statuses,
        take: () => {
          for (const [file, spans] of secrets) fileCollector.know({ file, secrets: spans });
          collector.addChartRules([...statuses.keys()].map(shownPath), rules);
          for (const [file, found] of findings) collector.addChartFindings(file, found);
        },
      });
    }
    return charts;
  }

  private async *files(
    tasks: readonly FileTask[],
    known: ReadonlyMap<FileTask, KnownFile>,
    looked: AsyncGenerator<FileAnswer, undefined>,
  ): AsyncGenerator<FileElsewhere> {
    for (const task of tasks) {
      const before = known.get(task);
      const answer = before ? undefined : (await looked.next()).value;
      const file = before ?? (answer && this.lookedAt(answer, task));
      if (!file) return;
      this.options.keeper?.takeFile(task, file);
      yield this.elsewhere(file);
    }
  }

  private lookedAt({ facts, kept, collected, ...answer }: FileAnswer, task: FileTask): KnownFile {
    return {
      ...answer,
      collected: this.pool ? shared(collected) : collected,
      facts: this.leavesAcross() ? () => [] : factsOnce(facts, task.walked.path),
      kept: () => kept,
    };
  }

  private elsewhere({
    collected,
    templated,
    unreadable,
    facts,
    suppression,
    used,
  }: KnownFile): FileElsewhere {
    const { collector, fileCollector } = this.options;
    this.options.suppression.use(used);
    return {
      status: collected.status,
      templated,
      unreadable,
      suppressing:
        suppression &&
        ((linter, sources) => ({
          suppression: linter.suppressionFrom(suppression, sources),
          suppressed: knownSuppressed(collected.findings),
        })),
      facts,
      take: (status) => {
        fileCollector.know(collected);
        collector.add({ ...collected, status }, unreadable);
      },
    };
  }
}

/** What was sent has a text of its own for each key of each object: one copy is made at once. */
function factsOnce(facts: FileAnswer["facts"], path: string): KnownFile["facts"] {
  const unpacked = facts.map((one) => unpackFacts(one, path));
  return () => unpacked;
}

/** And one for each word of each finding. */
function shared(collected: CollectedFile): CollectedFile {
  const { file, findings } = collected;
  return { ...collected, findings: findings.map((finding) => sharedFinding(finding, file)) };
}
