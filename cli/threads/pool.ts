import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ThreadAnswer, ThreadJob, ThreadStart } from "./messages";

/** A job without its number. */
type NewJob = ThreadJob extends infer Job ? (Job extends unknown ? Omit<Job, "id"> : never) : never;

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** How many jobs a thread has before it, so that it need not wait for the next. */
const ahead = 2;

/** Threads that share the jobs out among them, first come first served. */
export class ThreadPool {
  private readonly threads: { readonly worker: Worker; jobs: number }[] = [];
  private readonly queue: ThreadJob[] = [];
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;

  /**
   * @param script the file that runs as a thread.
   * @param size how many threads, at least one.
   */
  constructor(script: string, begun: ThreadStart, size = availableParallelism()) {
    for (let index = 0; index < Math.max(1, size); index++) {
      const worker = new Worker(script, {
        workerData: begun,
        // Most of what a file leads to is let go with it, so that a small young generation does.
        resourceLimits: { maxYoungGenerationSizeMb: 16 },
      });
      const thread = { worker, jobs: 0 };
      worker.on("message", (answer: ThreadAnswer) => {
        thread.jobs--;
        this.take(answer);
        this.share();
      });
      worker.on("error", (error) => this.fail(error));
      worker.on("exit", (code) => this.fail(new Error(`a thread ended with status ${code}`)));
      this.threads.push(thread);
    }
  }

  run(job: NewJob): Promise<ThreadAnswer> {
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.queue.push({ ...job, id });
      this.share();
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.threads.map(({ worker }) => worker.removeAllListeners("exit").terminate()));
  }

  private share(): void {
    while (this.queue.length > 0) {
      const idlest = this.threads.reduce((one, other) => (other.jobs < one.jobs ? other : one));
      if (idlest.jobs >= ahead) return;
      idlest.jobs++;
      idlest.worker.postMessage(this.queue.shift());
    }
  }

  private take(answer: ThreadAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.kind === "failed") waiting?.reject(new Error(answer.error));
    else waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
