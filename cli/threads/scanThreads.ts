import { availableParallelism } from "node:os";
import { unpackFacts } from "../../engine/workspace/packedFacts";
import type { CollectedFile, FileCollector } from "../../report/collectFile";
import type { Collector } from "../../report/collector";
import { sharedFinding } from "../../report/sharedFinding";
import type { ChartElsewhere, Elsewhere, FileElsewhere, FileTask } from "../../workspace/elsewhere";
import { ThreadPool } from "../../workspace/node/threadPool";
import {
  type AnswerKeeper,
  type ChartFolder,
  type KnownFile,
  knownSuppressed,
} from "../answers/answerKeeper";
import { shownPath } from "../inputs";
import type { SuppressionOptions } from "../suppression";
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
  /** How many threads; what the machine can run at once by default. One means none. */
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

  async charts(folders: readonly ChartFolder[]): Promise<ChartElsewhere[]> {
    const { keeper, collector, fileCollector } = this.options;
    const known = new Map<ChartFolder, ChartAnswer>();
    for (const folder of folders) {
      const answer = await keeper?.knownChart(folder);
      if (answer) known.set(folder, answer);
    }
    const answers = await Promise.all(
      folders.map(async (folder) => known.get(folder) ?? (await this.chart(folder))),
    );
    for (const [index, folder] of folders.entries()) {
      const answer = answers[index];
      if (answer) await keeper?.takeChart(folder, answer);
    }
    return answers.map((answer) => {
      const { statuses, rules, findings, secrets, used } = answer;
      this.options.suppression.use(used);
      return {
        statuses,
        take: () => {
          for (const [file, spans] of secrets) fileCollector.know({ file, secrets: spans });
          collector.addChartRules([...statuses.keys()].map(shownPath), rules);
          for (const [file, found] of findings) collector.addChartFindings(file, found);
        },
      };
    });
  }

  async *files(tasks: readonly FileTask[]): AsyncGenerator<FileElsewhere> {
    const { keeper } = this.options;
    const known = new Map<FileTask, KnownFile>();
    if (keeper)
      for (const task of tasks) {
        const answer = await keeper.knownFile(task);
        if (answer) known.set(task, answer);
      }
    const unknown = tasks.filter((task) => !known.has(task));
    this.startFor(unknown.length);
    const looked = this.looked(unknown);
    for (const task of tasks) {
      const before = known.get(task);
      const answer = before ? undefined : (await looked.next()).value;
      const file = before ?? (answer && this.lookedAt(answer, task));
      if (!file) return;
      keeper?.takeFile(task, file);
      yield this.elsewhere(file);
    }
  }

  async end(): Promise<void> {
    await this.pool?.end();
  }

  private startFor(files: number): void {
    const { script, begun, jobs } = this.options;
    if (files < worthwhile) return;
    void tuneForScans();
    if (jobs !== 1) this.pool ??= new ThreadPool({ script, begun, size: jobs ?? availableParallelism() });
  }

  private async chart({ folder, top }: ChartFolder): Promise<ChartAnswer> {
    if (!this.pool) return this.options.scanner.chart(folder, top);
    const answer = await this.pool.run({ kind: "chart", folder, top });
    if (answer.kind !== "chart") throw new Error("a thread gave the wrong answer");
    return answer.chart;
  }

  /** In the order of the tasks. */
  private async *looked(tasks: readonly FileTask[]): AsyncGenerator<FileAnswer, undefined> {
    const { pool } = this;
    if (!pool) {
      for (const task of tasks) yield await this.options.scanner.file(task);
      return;
    }
    const answers: Promise<readonly FileAnswer[]>[] = [];
    for (let start = 0; start < tasks.length; start += together)
      answers.push(this.answers(pool, tasks.slice(start, start + together)));
    // A job that fails while another is waited for is met when its turn comes.
    for (const answer of answers) answer.catch(() => {});
    // Let go one by one: all of them together would be everything there is to say of a repository.
    for (let next = answers.shift(); next; next = answers.shift()) yield* await next;
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
