import { parentPort, workerData } from "node:worker_threads";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { answerJobs } from "../../workspace/node/threadPool";
import { readArguments } from "../arguments";
import { FolderConfiguration } from "../configuration";
import { scanCommandOptions } from "../scanArguments";
import { SuppressionOptions } from "../suppression";
import { FileScanner } from "./fileScanner";
import type { FileAnswer, ThreadAnswer, ThreadJob, ThreadStart } from "./messages";

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

  async answer(job: ThreadJob): Promise<ThreadAnswer> {
    const { scanner } = this;
    if (job.kind === "chart") return { kind: "chart", chart: await scanner.chart(job.folder, job.top) };
    const files: FileAnswer[] = [];
    for (const task of job.tasks) files.push(await scanner.file(task));
    return { kind: "files", files, problems: scanner.suppression.problems };
  }
}
