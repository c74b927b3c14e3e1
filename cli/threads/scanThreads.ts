import { availableParallelism } from "node:os";
import { setImmediate as turn } from "node:timers/promises";
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
import { answerJob } from "./answerJob";
import type { FileScanner } from "./fileScanner";
import type { ChartAnswer, FileAnswer, ThreadAnswer, ThreadJob, ThreadStart } from "./messages";
import { tuneForScans } from "./tuneForScans";

type Pool = ThreadPool<ThreadJob, ThreadAnswer>;

/** From how many files on threads are worth their start: a second of work for one. */
const worthwhile = 300;
/** How many files a thread is sent at once: few enough that none is left alone with the last ones. */
const together = 12;

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
    // Charts take longest.
    const charts = this.charts(folders, knownCharts);
    const looked = this.looked(unknown);
    return { charts: this.helping(charts), files: this.files(tasks, knownFiles, looked) };
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
  ): Promise<ChartElsewhere[]> {
    const { keeper, collector, fileCollector, suppression } = this.options;
    const asked = folders.map((folder) => {
      const before = known.get(folder);
      return before ? () => Promise.resolve(before) : this.chart(folder);
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

  /** Asks for a chart at once where there are threads. */
  private chart({ folder, top }: ChartFolder): () => Promise<ChartAnswer> {
    const { pool } = this;
    if (!pool) return () => this.options.scanner.chart(folder, top);
    const asked = pool.run({ kind: "chart", folder, top }).then((answer) => {
      if (answer.kind !== "chart") throw new Error("a thread gave the wrong answer");
      return answer.chart;
    });
    return forItsTurn(asked);
  }

  /** In the order of the tasks. Asks for all of them at once where there are threads. */
  private looked(tasks: readonly FileTask[]): AsyncGenerator<FileAnswer, undefined> {
    const { pool } = this;
    if (!pool) return lookedHere(tasks, this.options.scanner);
    const answers: (() => Promise<readonly FileAnswer[]>)[] = [];
    for (let start = 0; start < tasks.length; start += together)
      answers.push(forItsTurn(this.answers(pool, tasks.slice(start, start + together))));
    return this.inTurn(answers);
  }

  private async *inTurn(
    answers: (() => Promise<readonly FileAnswer[]>)[],
  ): AsyncGenerator<FileAnswer, undefined> {
    // Let go one by one: all of them together would be everything there is to say of a repository.
    for (let next = answers.shift(); next; next = answers.shift()) yield* await this.helping(next());
  }

  /** Does what no thread has begun yet for as long as something is waited for. */
  private async helping<T>(awaited: Promise<T>): Promise<T> {
    const { pool } = this;
    if (!pool) return awaited;
    let isThere = false;
    const noting = awaited.finally(() => {
      isThere = true;
    });
    noting.catch(() => {});
    const { scanner } = this.options;
    // A chart may take so long that threads have nothing left to do meanwhile.
    const likes = ({ kind }: ThreadJob) => kind === "files";
    for (;;) {
      // Threads say what they have found, and get more.
      await turn();
      if (isThere || !(await pool.help((job) => answerJob(job, scanner), likes))) return noting;
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

  private async answers(pool: Pool, tasks: readonly FileTask[]): Promise<readonly FileAnswer[]> {
    const answer = await pool.run({ kind: "files", tasks });
    if (answer.kind !== "files") throw new Error("a thread gave the wrong answer");
    this.options.suppression.addProblems(answer.problems);
    return answer.files;
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

async function* lookedHere(
  tasks: readonly FileTask[],
  scanner: FileScanner,
): AsyncGenerator<FileAnswer, undefined> {
  for (const task of tasks) yield await scanner.file(task);
}

/** What fails while something else is waited for is met when its turn comes. */
function forItsTurn<T>(promise: Promise<T>): () => Promise<T> {
  promise.catch(() => {});
  return () => promise;
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
