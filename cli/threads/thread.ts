import { dirname } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { type FileResult, fileFacts } from "../../engine/linter";
import { noSuppression } from "../../engine/suppress/suppressFile";
import { faultOf } from "../../engine/visit";
import { packFacts } from "../../engine/workspace/packedFacts";
import { readAndPartChart } from "../../workspace/charts/chartSuppression";
import { scanChart } from "../../workspace/charts/scanChart";
import { ChartFolders } from "../../workspace/helm";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { scanFile } from "../../workspace/scanFiles";
import { readArguments } from "../arguments";
import { FileCollector } from "../collectFile";
import { FolderConfiguration } from "../configuration";
import { shownPath } from "../inputs";
import type { ReportedFinding } from "../report";
import { scanCommandOptions } from "../scanArguments";
import { SuppressionOptions } from "../suppression";
import type { ChartAnswer, FileAnswer, ThreadAnswer, ThreadJob, ThreadStart } from "./messages";

/** Runs in a thread of its own: looks at what it is sent, until it is ended from outside. */
export async function runThread(): Promise<void> {
  const port = parentPort;
  if (!port) return;
  const worker = await ScanThread.start(workerData as ThreadStart);
  // One job after the other: they come faster than they are done.
  let last = Promise.resolve();
  port.on("message", (job: ThreadJob) => {
    last = last.then(async () => port.postMessage(await worker.answer(job)));
  });
}

class ScanThread {
  private constructor(
    private readonly begun: ThreadStart,
    private readonly fileSystem: ReturnType<typeof nodeFileSystem>,
    private readonly configuration: FolderConfiguration,
    private readonly suppression: SuppressionOptions,
    private readonly collector: FileCollector,
    private readonly chartFolders: ChartFolders,
  ) {}

  static async start(begun: ThreadStart): Promise<ScanThread> {
    const args = readArguments(begun.argv, scanCommandOptions);
    const fileSystem = nodeFileSystem();
    const configuration = await FolderConfiguration.of(args, fileSystem, begun.roots);
    return new ScanThread(
      begun,
      fileSystem,
      configuration,
      new SuppressionOptions(args, fileSystem, configuration),
      new FileCollector(fileSystem, begun.wanted),
      new ChartFolders(fileSystem),
    );
  }

  async answer(job: ThreadJob): Promise<ThreadAnswer> {
    const { id } = job;
    try {
      if (job.kind === "chart") return { kind: "chart", id, chart: await this.chart(job.folder, job.top) };
      const files: FileAnswer[] = [];
      for (const task of job.tasks) files.push(await this.file(task));
      return { kind: "files", id, files, notes: this.suppression.notes() };
    } catch (error) {
      return { kind: "failed", id, error: faultOf(error) };
    }
  }

  private async file(task: Extract<ThreadJob, { kind: "files" }>["tasks"][number]): Promise<FileAnswer> {
    const { path } = task.walked;
    const { text, result, unreadable } = await scanFile(
      task,
      {
        fileSystem: this.fileSystem,
        linter: await this.configuration.linterIn(dirname(path)),
        sources: this.suppression.sourcesOf,
      },
      this.chartFolders,
    );
    return {
      collected: await this.collector.file(shownPath(path), text, result),
      templated: text.includes("{{"),
      unreadable,
      facts: fileFacts(result, path).map(packFacts),
      suppresses: suppresses(result),
    };
  }

  private async chart(folder: string, top: string): Promise<ChartAnswer> {
    const linter = await this.configuration.linterIn(folder);
    const scan = await scanChart(this.fileSystem, folder, { ...this.begun.charts, linter, within: top });
    const findings = new Map<string, readonly ReportedFinding[]>();
    for (const { path, text, ...found } of await readAndPartChart(scan, linter, this.suppression.sourcesOf)) {
      const file = shownPath(path);
      const all = [...found.findings, ...found.suppressed];
      findings.set(file, await this.collector.findings(file, text, all));
    }
    return { statuses: scan.statuses, findings, notes: this.suppression.notes() };
  }
}

function suppresses({ suppression }: FileResult): boolean {
  return suppression !== noSuppression;
}
