import type { FileResult } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { scanChart } from "../../workspace/charts/scanChart";
import { checkFile } from "../../workspace/checkFile";
import type { ChartElsewhere, Elsewhere, FileElsewhere, FileTask } from "../../workspace/elsewhere";
import { ChartFolders } from "../../workspace/helm";
import { type ReadFile, readTask, scannedFile } from "../../workspace/scanFile";
import type { ShownWith } from "../lsp/shownFile";
import type { FolderScan } from "../workspace/configurations";
import type { IndexedFile } from "../workspace/scanIndex";
import { type ChartAnswer, chartAnswerOf } from "./chartAnswer";
import { answerOf, type FileAnswer, factsIn, suppressedIn } from "./fileAnswer";
import type { ScannedPlace } from "./moreFound";

/** A file whose turn has come. */
export interface TakenFile {
  readonly path: string;
  readonly partial: boolean;
  readonly sources: SuppressionSources;
  readonly answer: FileAnswer;
}

export interface FolderAnswersOptions {
  readonly scan: FolderScan;
  readonly place: ScannedPlace;
  readonly shownWith: ShownWith;
  shouldStop(): boolean;
  /** Looks at a text under watch. */
  look(uri: string, text: string, check: () => FileResult): FileResult;
  breathe(): Promise<void>;
  onFile(file: TakenFile): void;
  onChartFile(file: IndexedFile): Promise<void>;
}

interface Answered {
  readonly answer: FileAnswer;
  readonly sources: SuppressionSources;
}

type ChartFolder = Parameters<Elsewhere["charts"]>[0][number];

/** Answers a scan of one folder file by file, in plain data. */
export class FolderAnswers implements Elsewhere {
  private readonly chartFolders: ChartFolders;

  constructor(private readonly options: FolderAnswersOptions) {
    this.chartFolders = new ChartFolders(options.place.fileSystem);
  }

  expect(): void {}

  pays(): boolean {
    return true;
  }

  leavesAcross(): boolean {
    return false;
  }

  knowsAcross(): boolean {
    return false;
  }

  async charts(folders: readonly ChartFolder[]): Promise<ChartElsewhere[]> {
    const { shouldStop, onChartFile } = this.options;
    const charts: ChartElsewhere[] = [];
    for (const folder of folders) {
      if (shouldStop()) break;
      const { statuses, files } = await this.chart(folder);
      const take = async () => {
        for (const file of files) await onChartFile(file);
      };
      charts.push({ statuses, take });
    }
    return charts;
  }

  async *files(tasks: readonly FileTask[]): AsyncGenerator<FileElsewhere> {
    const { shouldStop, breathe } = this.options;
    for (const task of tasks) {
      if (shouldStop()) return;
      const answered = await this.file(task);
      // A file that was broken off half way would be counted as something it is not.
      if (shouldStop()) return;
      yield this.elsewhere(task, answered);
      await breathe();
    }
  }

  private async file(task: FileTask): Promise<Answered> {
    const { scan, place, shouldStop, shownWith } = this.options;
    const options = { ...scan.options, fileSystem: place.fileSystem, shouldStop };
    const read = await readTask(task, options, this.chartFolders);
    const scanned = "result" in read ? read : await this.look(read, task);
    return { sources: scanned.sources, answer: answerOf(scanned, place.uri(scanned.path), shownWith) };
  }

  private async look(read: ReadFile, task: FileTask): Promise<ReturnType<typeof scannedFile>> {
    const { scan, place, look } = this.options;
    const { path, text, facts } = read;
    const linter = await scan.options.linterIn(place.fileSystem.dirname(path));
    return scannedFile(
      read,
      task,
      look(place.uri(path), text, () => checkFile(text, linter, facts)),
    );
  }

  private async chart({ folder, top }: ChartFolder): Promise<ChartAnswer> {
    const { scan, place, shouldStop, shownWith } = this.options;
    const { charts, linterIn, sources } = scan.options;
    const linter = await linterIn(folder);
    const chart = await scanChart(place.fileSystem, folder, { ...charts, linter, within: top, shouldStop });
    return chartAnswerOf(chart, linter, sources, place, shownWith);
  }

  private elsewhere(task: FileTask, { answer, sources }: Answered): FileElsewhere {
    const { path } = task.walked;
    const { status, templated, unreadable, suppression } = answer;
    return {
      status,
      templated,
      unreadable,
      facts: () => factsIn(answer, path),
      suppressing:
        suppression &&
        ((linter, given) => ({
          suppression: linter.suppressionFrom(suppression, given),
          suppressed: suppressedIn(answer),
        })),
      take: () => this.options.onFile({ path, partial: task.partial, sources, answer }),
    };
  }
}
