import { setImmediate as turn } from "node:timers/promises";
import type { PlacedNote } from "../../report/report";
import type { ChartFolder, FileTask } from "../../workspace/elsewhere";
import type { ThreadPool } from "../../workspace/node/threadPool";
import { answerJob } from "./answerJob";
import type { FileScanner } from "./fileScanner";
import type { ChartAnswer, FileAnswer, ThreadAnswer, ThreadJob } from "./messages";

export type Pool = ThreadPool<ThreadJob, ThreadAnswer>;

/** How many files a thread is sent at once: few enough that none is left alone with the last ones. */
const together = 12;

/** Shares charts and files out among threads, this one among them. */
export class SharedWork {
  /**
   * @param pool `undefined` where this thread does all, each thing when its turn comes.
   * @param scanner looks at what this thread does.
   * @param onProblems is told of baselines that cannot be read.
   */
  constructor(
    private readonly pool: Pool | undefined,
    private readonly scanner: FileScanner,
    private readonly onProblems: (problems: readonly PlacedNote[]) => void,
  ) {}

  /** Asks for a chart at once where there are threads. */
  chart({ folder, top }: ChartFolder): () => Promise<ChartAnswer> {
    const { pool } = this;
    if (!pool) return () => this.scanner.chart(folder, top);
    const asked = pool.run({ kind: "chart", folder, top }).then((answer) => {
      if (answer.kind !== "chart") throw new Error("a thread gave the wrong answer");
      return answer.chart;
    });
    return forItsTurn(asked);
  }

  /** In the order of the tasks. Asks for all of them at once where there are threads. */
  files(tasks: readonly FileTask[]): AsyncGenerator<FileAnswer, undefined> {
    const { pool } = this;
    if (!pool) return lookedHere(tasks, this.scanner);
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
  async helping<T>(awaited: Promise<T>): Promise<T> {
    const { pool, scanner } = this;
    if (!pool) return awaited;
    let isThere = false;
    const noting = awaited.finally(() => {
      isThere = true;
    });
    noting.catch(() => {});
    // A chart may take so long that threads have nothing left to do meanwhile.
    const likes = ({ kind }: ThreadJob) => kind === "files";
    for (;;) {
      // Threads say what they have found, and get more.
      await turn();
      if (isThere || !(await pool.help((job) => answerJob(job, scanner), likes))) return noting;
    }
  }

  private async answers(pool: Pool, tasks: readonly FileTask[]): Promise<readonly FileAnswer[]> {
    const answer = await pool.run({ kind: "files", tasks });
    if (answer.kind !== "files") throw new Error("a thread gave the wrong answer");
    this.onProblems(answer.problems);
    return answer.files;
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
