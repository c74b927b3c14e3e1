import { unpackFacts } from "../../engine/workspace/packedFacts";
import type { ChartElsewhere, Elsewhere, FileElsewhere, FileTask } from "../../workspace/elsewhere";
import type { FileCollector } from "../collectFile";
import type { Collector } from "../collector";
import type { SuppressionOptions } from "../suppression";
import type { FileAnswer, ThreadStart } from "./messages";
import { ThreadPool } from "./pool";

/** From how many files on threads are worth their start: a second of work for one. */
const worthwhile = 300;
/** How many files a thread is sent at once: few enough that none is left alone with the last ones. */
const together = 12;

/** Scans in threads, and gives what they find to the collectors of the report. */
export class ScanThreads implements Elsewhere {
  private pool: ThreadPool | undefined;

  /** @param jobs how many threads; what the machine can run at once by default. One means none. */
  constructor(
    private readonly script: string,
    private readonly begun: ThreadStart,
    private readonly jobs: number | undefined,
    private readonly collector: Collector,
    private readonly fileCollector: FileCollector,
    private readonly suppression: SuppressionOptions,
  ) {}

  expect(files: number): void {
    if (files >= worthwhile && this.jobs !== 1)
      this.pool ??= new ThreadPool(this.script, this.begun, this.jobs);
  }

  pays(): boolean {
    return this.pool !== undefined;
  }

  async charts(
    folders: readonly { readonly folder: string; readonly top: string }[],
  ): Promise<ChartElsewhere[]> {
    return Promise.all(
      folders.map(async ({ folder, top }) => {
        const answer = await this.pool?.run({ kind: "chart", folder, top });
        if (answer?.kind !== "chart") throw new Error("a thread gave the wrong answer");
        const { statuses, findings, notes } = answer.chart;
        this.suppression.addNotes(notes);
        return {
          statuses,
          take: () => {
            for (const [file, found] of findings) this.collector.addFindings(file, found);
          },
        };
      }),
    );
  }

  async *files(tasks: readonly FileTask[]): AsyncGenerator<FileElsewhere> {
    const answers: Promise<readonly FileAnswer[]>[] = [];
    for (let start = 0; start < tasks.length; start += together)
      answers.push(this.answers(tasks.slice(start, start + together)));
    // A job that fails while another is waited for is met when its turn comes.
    for (const answer of answers) answer.catch(() => {});
    let index = 0;
    for (const answer of answers) for (const file of await answer) yield this.elsewhere(file, tasks[index++]);
  }

  async end(): Promise<void> {
    await this.pool?.end();
  }

  private async answers(tasks: readonly FileTask[]): Promise<readonly FileAnswer[]> {
    const answer = await this.pool?.run({ kind: "files", tasks });
    if (answer?.kind !== "files") throw new Error("a thread gave the wrong answer");
    this.suppression.addNotes(answer.notes);
    return answer.files;
  }

  private elsewhere(
    { collected, templated, unreadable, facts, suppresses }: FileAnswer,
    task: FileTask | undefined,
  ): FileElsewhere {
    const path = task?.walked.path ?? "";
    return {
      status: collected.status,
      templated,
      unreadable,
      suppresses,
      facts: () => facts.map((one) => unpackFacts(one, path)),
      take: (status) => {
        this.fileCollector.know(collected);
        this.collector.add({ ...collected, status });
        if (unreadable && status.kind === "skipped")
          this.collector.unreadable.push({ file: collected.file, reason: status.reason });
      },
    };
  }
}
