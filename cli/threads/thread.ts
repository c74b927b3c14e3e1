import { parentPort, workerData } from "node:worker_threads";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { answerJobs } from "../../workspace/node/threadPool";
import { readArguments } from "../arguments";
import { FolderConfiguration } from "../configuration";
import { scanCommandOptions } from "../scanArguments";
import { SuppressionOptions } from "../suppression";
import { answerJob } from "./answerJob";
import { FileScanner } from "./fileScanner";
import type { ThreadAnswer, ThreadJob, ThreadStart } from "./messages";

/** Runs in a thread of its own: looks at what it is sent, until it is ended from outside. */
export async function runThread(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const worker = await ScanThread.start(workerData as ThreadStart);
  answerJobs(port, (job: ThreadJob) => worker.answer(job));
}

class ScanThread {
  private constructor(private readonly scanner: FileScanner) {}

  static async start(begun: ThreadStart): Promise<ScanThread> {
    const args = readArguments(begun.argv, scanCommandOptions);
    const fileSystem = nodeFileSystem();
    const configuration = await FolderConfiguration.of(args, fileSystem, begun.roots);
    const suppression = new SuppressionOptions(args, fileSystem, configuration);
    return new ScanThread(new FileScanner(begun, fileSystem, configuration, suppression));
  }

  answer(job: ThreadJob): Promise<ThreadAnswer> {
    return answerJob(job, this.scanner);
  }
}
