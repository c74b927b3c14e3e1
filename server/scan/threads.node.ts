import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { Rule } from "../../engine/rule";
import { answerJobs, ThreadPool } from "../../workspace/node/threadPool";
import { allowance } from "../watch";
import { TextLooker } from "./textLooker";
import type { TextThreadStart, TextThreads, TextToLookAt } from "./textThreads";

/** More than these find little to do: this thread reads for them, and shows what they find. */
const most = 8;

/**
 * Starts threads, one for each processor but that of this thread and one for the editor; `undefined` where there is no other.
 * With two processors a thread saved a twentieth of the time of a scan, and took a quarter more memory.
 */
export function startTextThreads(begun: TextThreadStart): TextThreads | undefined {
  // The bundle itself: the sources have none.
  const script = join(__dirname, "server.js");
  const size = Math.min(most, availableParallelism() - 2);
  if (size < 1 || !existsSync(script)) return undefined;
  const pool = new ThreadPool<readonly TextToLookAt[], readonly string[]>({
    script,
    size,
    begun,
    // Standard output belongs to the protocol.
    worker: { stdout: true },
    patience: (texts) => allowance(texts.reduce((sum, { text }) => sum + text.length, 0)),
  });
  return {
    size,
    look: (texts) => pool.run(texts),
    end: () => void pool.end(),
  };
}

/** Runs in a thread of its own, until it is ended from outside. */
export function answerInThread(rules: readonly Rule[]): void {
  if (!parentPort) return;
  const looker = new TextLooker(rules, workerData as TextThreadStart);
  answerJobs(parentPort, async (texts: readonly TextToLookAt[]) => {
    const answers: string[] = [];
    // One after the other: what is found in a text holds its trees.
    for (const text of texts) answers.push(JSON.stringify(await looker.look(text)));
    return answers;
  });
}
