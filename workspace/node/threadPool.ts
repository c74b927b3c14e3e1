import { type MessagePort, Worker, type WorkerOptions } from "node:worker_threads";
import { faultOf } from "../../engine/visit";

export interface ThreadPoolOptions<Job> {
  /** The file that runs as a thread. */
  readonly script: string;
  /** How many threads, at least one. */
  readonly size: number;
  /** What each is told when it is started: plain data. */
  readonly begun: unknown;
  readonly worker?: Pick<WorkerOptions, "stdout">;
  /** Milliseconds that a thread may take for a job; as long as it likes by default. */
  readonly patience?: (job: Job) => number;
}

interface Sent<Job> {
  readonly id: number;
  readonly job: Job;
}

type Answered<Answer> =
  | { readonly id: number; readonly answer: Answer }
  /** A fault of ours; the text says nothing of any file. */
  | { readonly id: number; readonly error: string };

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

interface Thread<Job> {
  readonly worker: Worker;
  /** What it has before it, in the order of its turns. */
  readonly jobs: Sent<Job>[];
  timer: NodeJS.Timeout | undefined;
}

/** How many jobs a thread has before it, so that it need not wait for the next. */
const ahead = 2;

/** Threads that share the jobs out among them, first come first served. What ends one of them ends all jobs. */
export class ThreadPool<Job, Answer> {
  private readonly threads: Thread<Job>[] = [];
  private readonly queue: Sent<Job>[] = [];
  private readonly waiting = new Map<number, Waiting<Answer>>();
  private count = 0;
  private failure: Error | undefined;

  constructor(private readonly options: ThreadPoolOptions<Job>) {
    for (let index = 0; index < Math.max(1, options.size); index++) {
      const worker = new Worker(options.script, {
        ...options.worker,
        workerData: options.begun,
        // Most of what a file leads to is let go with it, so that a small young generation does.
        resourceLimits: { maxYoungGenerationSizeMb: 16 },
      });
      const thread: Thread<Job> = { worker, jobs: [], timer: undefined };
      worker.on("message", (answered: Answered<Answer>) => {
        thread.jobs.shift();
        this.take(answered);
        this.watch(thread);
        this.share();
      });
      worker.on("error", (error) => this.fail(error));
      worker.on("exit", (code) => this.fail(new Error(`a thread ended with status ${code}`)));
      this.threads.push(thread);
    }
  }

  /** Rejects where a thread fails at it, and from when a thread ended on. */
  run(job: Job): Promise<Answer> {
    if (this.failure) return Promise.reject(this.failure);
    const id = this.count++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.queue.push({ id, job });
      this.share();
    });
  }

  /**
   * Does a job here that no thread has yet, the first that this thread likes or else the first. `false` where there is none.
   * Never rejects: whoever asked for the job learns what became of it.
   */
  async help(answer: (job: Job) => Promise<Answer>, likes: (job: Job) => boolean): Promise<boolean> {
    const liked = this.queue.findIndex(({ job }) => likes(job));
    const [sent] = this.queue.splice(Math.max(0, liked), 1);
    if (!sent) return false;
    const { id, job } = sent;
    this.take(await answered(id, job, answer));
    return true;
  }

  async end(): Promise<void> {
    for (const { timer } of this.threads) clearTimeout(timer);
    await Promise.all(this.threads.map(({ worker }) => worker.removeAllListeners("exit").terminate()));
  }

  private share(): void {
    while (this.queue.length > 0) {
      const idlest = this.threads.reduce((one, other) => (other.jobs.length < one.jobs.length ? other : one));
      if (idlest.jobs.length >= ahead) return;
      const job = this.queue.shift();
      if (!job) return;
      idlest.jobs.push(job);
      idlest.worker.postMessage(job);
      if (idlest.jobs.length === 1) this.watch(idlest);
    }
  }

  private take(answered: Answered<Answer>): void {
    const waiting = this.waiting.get(answered.id);
    this.waiting.delete(answered.id);
    if ("error" in answered) waiting?.reject(new Error(answered.error));
    else waiting?.resolve(answered.answer);
  }

  /** Gives up on a thread that takes too long for its next job. */
  private watch(thread: Thread<Job>): void {
    clearTimeout(thread.timer);
    const [next] = thread.jobs;
    const { patience } = this.options;
    if (!next || !patience) return;
    const giveUp = () => {
      if (thread.jobs[0] === next) this.fail(new Error("a thread gave no answer"));
    };
    // An answer may have come while this thread was at work itself: it is taken in first.
    thread.timer = setTimeout(() => setImmediate(giveUp), patience(next.job));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
    this.queue.length = 0;
  }
}

/** Answers, in a thread, what its pool asks: one job after the other, because they come faster than they are done. */
export function answerJobs<Job, Answer>(port: MessagePort, answer: (job: Job) => Promise<Answer>): void {
  let last = Promise.resolve();
  port.on("message", ({ id, job }: Sent<Job>) => {
    last = last.then(async () => port.postMessage(await answered(id, job, answer)));
  });
}

async function answered<Job, Answer>(
  id: number,
  job: Job,
  answer: (job: Job) => Promise<Answer>,
): Promise<Answered<Answer>> {
  try {
    return { id, answer: await answer(job) };
  } catch (error) {
    return { id, error: faultOf(error) };
  }
}
