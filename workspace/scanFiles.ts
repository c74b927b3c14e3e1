import { type FileStatus, fileFacts, type Linter } from "../engine/linter";
import { looksAcross } from "../engine/rule";
import type { SuppressionSources } from "../engine/suppress/sources";
import { noSuppression } from "../engine/suppress/suppressFile";
import type { Judged } from "../engine/visit";
import type { Kustomization } from "../engine/workspace/kustomization";
import { WorkspaceIndex } from "../engine/workspace/workspaceIndex";
import { amongItself } from "./across";
import { Deliveries } from "./atOnce";
import type { ChartScan } from "./charts/chartScan";
import { readAndPartChart } from "./charts/chartSuppression";
import type { ChartScanner, ChartScanOptions } from "./charts/scanChart";
import type { ChartFileFindings, Elsewhere, FileElsewhere } from "./elsewhere";
import type { FileSystem } from "./fileSystem";
import { ChartFolders } from "./helm";
import { KustomizationReader } from "./kustomizationReader";
import type { PatchIndex } from "./kustomize";
import { type FoundAcross, lookAcross, type Settlement, type Suppressing } from "./lookAcross";
import { readingAhead } from "./readAhead";
import { type ScannedFile, scanFile } from "./scanFile";
import { plainWork, type ScanWork } from "./scanWork";
import { type Walked, type WalkOptions, walk } from "./walk";

export interface ScanOptions extends WalkOptions {
  readonly linter: Linter;
  /** The linter for what lies in a folder, where folders are configured apart; `linter` for all of them otherwise. */
  readonly linterIn?: (folder: string) => Promise<Linter>;
  /** What suppresses findings of a file besides its own text. */
  readonly sources?: (path: string) => Promise<SuppressionSources>;
  /** Every file is a workspace of its own: no other file says anything of it. */
  readonly eachFile?: boolean;
  /** What charts are rendered with; with `eachFile` none is. */
  readonly charts?: Pick<ChartScanOptions, "given" | "valuesFiles">;
  /** What renders and checks charts, asked for where there is one: without it none is rendered. */
  readonly chartScanner?: () => Promise<ChartScanner>;
  /**
   * Called for each file of a chart in which something was found, when the chart was rendered. What it gives is called in the
   * same order once all files were looked at: a rendered chart is large, and what is kept until then need not hold it.
   */
  readonly onChart?: (file: ChartFileFindings) => LaterStep | Promise<LaterStep>;
  /** Called for each chart that was rendered. */
  readonly onChartRendered?: (chart: Pick<ChartScan, "statuses" | "rules">) => void;
  /** Does all that is done with texts. */
  readonly work?: ScanWork;
  /** Looks at files in other threads where that pays; then none of the calls above is made, nor `onFile`. */
  readonly elsewhere?: Elsewhere;
  /** Which of the files are looked at: the others are only found, and their kustomizations read. */
  readonly choose?: (walked: WalkedWorkspace) => Promise<readonly Walked[]>;
  /** Called once the walk is over with the number of files. */
  readonly onFound?: (files: number) => void;
  /** Called at the end with what rules across files found, file by file; with `eachFile` it is in the file's own result. */
  readonly onAcross?: (file: FindingsAcross) => void | Promise<void>;
  /** Called at the end with what other files say of the findings of the file; with `eachFile` they say nothing. */
  readonly onSettled?: (path: string, settlement: Settlement) => void;
}

type LaterStep = () => void | Promise<void>;

export interface FindingsAcross extends FoundAcross {
  readonly text: string;
}

/** What a walk has found. */
export interface WalkedWorkspace {
  readonly files: readonly Walked[];
  readonly kustomizations: readonly Kustomization[];
  readonly charts: ChartFolders;
}

/** Disjoint counts: `found` = `checked` + `partly` + `skipped`. */
export interface ScanTotals {
  readonly found: number;
  readonly checked: number;
  readonly partly: number;
  readonly skipped: number;
  /** What rules across files judged; those of one file alone are in its result. */
  readonly judgedAcross: Judged;
  /** `shouldStop` ended it: the counts are of the files that were reached. */
  readonly stopped: boolean;
}

/**
 * Reads and lints every file that `walk` finds, one after the other in a stable order, and hands each to `onFile`; nothing
 * of it is kept. Paths are gathered first, because a kustomization may name patches that stand before it.
 */
export async function scanFiles(
  options: ScanOptions,
  onFile: (file: ScannedFile) => void | Promise<void>,
): Promise<ScanTotals> {
  const { fileSystem } = options;
  const reader = new KustomizationReader(fileSystem, options.work);
  const charts = new ChartFolders(fileSystem);
  const onListed: ScanOptions["onListed"] = (folder, entries) => charts.listed(folder, entries);
  const found: Walked[] = [];
  for await (const walked of walk({ ...options, onListed })) {
    found.push(walked);
    options.elsewhere?.expect(found.length);
  }
  if (!options.eachFile) await reader.read(found, options.shouldStop);
  const { patches } = reader;
  const kustomizations = await reader.withOperations(found);
  const files = (await options.choose?.({ files: found, kustomizations, charts })) ?? found;
  options.onFound?.(files.length);
  if (options.shouldStop?.()) return { ...nothing, stopped: true, judgedAcross: new Map() };
  const linters = new Map<string, Linter>();
  for (const { path } of files) linters.set(path, await linterFor(path, options));
  const across = [...new Set(linters.values())].some(
    ({ rules }) => kustomizations.length > 0 || rules.some(looksAcross),
  );
  const scan = new Scan(options, onFile, linters, patches, { across, charts });
  for (const kustomization of kustomizations) scan.index.setKustomization(kustomization);
  if (options.elsewhere?.pays() && !options.eachFile) await scan.inThreads(files, options.elsewhere);
  else await scan.here(files);
  const judgedAcross = scan.stopped ? new Map() : await scan.lookAcross();
  const { checked, partly, skipped } = scan.counts;
  return {
    found: checked + partly + skipped,
    checked,
    partly,
    skipped,
    stopped: scan.stopped,
    judgedAcross,
  };
}

const nothing = { found: 0, checked: 0, partly: 0, skipped: 0 } as const;

class Scan {
  readonly counts = { checked: 0, partly: 0, skipped: 0 };
  readonly index = new WorkspaceIndex();
  private readonly suppressing = new Map<string, () => Promise<Suppressing>>();
  stopped = false;
  private knowsAcross = false;
  private readonly across: boolean;
  private readonly charts: ChartFolders;
  private readonly work: ScanWork;

  constructor(
    private readonly options: ScanOptions,
    private readonly onFile: (file: ScannedFile) => void | Promise<void>,
    private readonly linters: ReadonlyMap<string, Linter>,
    private readonly patches: PatchIndex,
    { across, charts }: { readonly across: boolean; readonly charts: ChartFolders },
  ) {
    this.across = across && !options.elsewhere?.leavesAcross();
    this.charts = charts;
    this.work = options.work ?? plainWork;
  }

  async lookAcross(): Promise<Judged> {
    const { fileSystem, onAcross, onSettled, shouldStop, elsewhere } = this.options;
    const { index, linters, suppressing, work } = this;
    if (elsewhere?.leavesAcross() || this.knowsAcross) return new Map();
    const { atOnce = 1 } = fileSystem;
    const read = new Deliveries<FindingsAcross | undefined>(atOnce, (file) => file && onAcross?.(file));
    const withText = async (file: FoundAcross) => {
      const text = await fileSystem.readFile(file.path).catch(() => undefined);
      // What vanished in the meantime has no findings.
      return text === undefined ? undefined : { ...file, text };
    };
    const judged = await lookAcross(
      { index, linters, suppressing, shouldStop, work },
      {
        onSettled,
        onAcross: onAcross && ((file) => read.add(withText(file))),
      },
    );
    if (!this.shouldStop()) await read.end();
    return judged;
  }

  /** One file after the other, in this thread. */
  async here(files: readonly Walked[]): Promise<void> {
    const { eachFile, chartScanner } = this.options;
    const rendered = eachFile || !chartScanner ? undefined : await this.renderCharts(files, chartScanner);
    this.stopped = this.shouldStop();
    const fileSystem = readingAhead(
      this.options.fileSystem,
      files.map(({ path }) => path),
    );
    for (const walked of files) {
      if (this.stopped) return;
      const scanned = await this.scanned(walked, fileSystem);
      const file = withStatus(scanned, rendered?.statuses.get(walked.path));
      // A file that was broken off half way would be counted as something it is not.
      this.stopped = this.shouldStop();
      if (this.stopped) return;
      await this.take(file);
    }
    for (const take of rendered?.later ?? []) await take();
  }

  async inThreads(files: readonly Walked[], elsewhere: Elsewhere): Promise<void> {
    const folders = await this.chartFolders(files);
    const tasks = files.map((walked) => ({ walked, partial: this.patches.isPatch(walked.path) }));
    const looked = await elsewhere.look(
      folders.map((folder) => ({ folder, top: topOf(folder, this.options) })),
      tasks,
    );
    const charts = await looked.charts;
    const statuses = new Map<string, FileStatus>();
    for (const chart of charts) noteStatuses(chart.statuses, statuses);
    const facts: [path: string, facts: FileElsewhere["facts"]][] = [];
    let next = 0;
    for await (const file of looked.files) {
      const walked = files[next++];
      if (!walked) break;
      this.stopped = this.shouldStop();
      if (this.stopped) return;
      const { path } = walked;
      const status = isReplaced(file.status, file) ? (statuses.get(path) ?? file.status) : file.status;
      this.counts[status.kind]++;
      if (this.across) facts.push([path, file.facts]);
      const { suppressing } = file;
      if (this.across && suppressing)
        this.suppressing.set(path, async () =>
          suppressing(this.linterOf(path), (await this.options.sources?.(path)) ?? {}),
        );
      file.take(status);
    }
    this.stopped = next < files.length;
    if (this.stopped) return;
    for (const chart of charts) await chart.take();
    this.knowsAcross = elsewhere.knowsAcross();
    if (!this.knowsAcross) for (const [path, of] of facts) this.index.set(path, of());
  }

  private async take(file: ScannedFile): Promise<void> {
    const { path, result } = file;
    this.counts[result.status.kind]++;
    if (!this.across) return this.onFile(file);
    if (this.options.eachFile)
      return this.onFile({ ...file, result: amongItself(path, result, this.linterOf(path)) });
    this.work.more(path, () => this.index.set(path, fileFacts(result, path)));
    const { suppression, suppressed } = result;
    // Not the result itself, which holds the trees of the file.
    if (suppression !== noSuppression)
      this.suppressing.set(path, () => Promise.resolve({ suppression, suppressed }));
    return this.onFile(file);
  }

  private scanned(walked: Walked, fileSystem: FileSystem): Promise<ScannedFile> {
    const task = { walked, partial: !this.options.eachFile && this.patches.isPatch(walked.path) };
    return scanFile(task, { ...this.options, fileSystem, linter: this.linterOf(walked.path) }, this.charts);
  }

  private async renderCharts(
    files: readonly Walked[],
    chartScanner: () => Promise<ChartScanner>,
  ): Promise<{ later: LaterStep[]; statuses: Map<string, FileStatus> }> {
    const { fileSystem, charts, shouldStop, onChart, onChartRendered, sources } = this.options;
    const later: LaterStep[] = [];
    const statuses = new Map<string, FileStatus>();
    const folders = await this.chartFolders(files);
    if (folders.length === 0) return { later, statuses };
    const scanChart = await chartScanner();
    for (const folder of folders) {
      if (this.shouldStop()) break;
      const linter =
        this.linters.get(fileSystem.join(folder, "Chart.yaml")) ?? (await linterIn(folder, this.options));
      const scan = await scanChart(fileSystem, folder, {
        ...charts,
        linter,
        within: topOf(folder, this.options),
        work: this.work,
        ...(shouldStop && { shouldStop }),
      });
      onChartRendered?.(scan);
      if (onChart)
        for (const file of await readAndPartChart(scan, linter, sources)) later.push(await onChart(file));
      noteStatuses(scan.statuses, statuses);
    }
    return { later, statuses };
  }

  /** The charts that files belong to, but for those that came with another. */
  private async chartFolders(files: readonly Walked[]): Promise<string[]> {
    const folders = new Set<string>();
    for (const { path } of files) {
      const folder = await this.charts.chartOf(path);
      if (folder !== undefined) folders.add(folder);
    }
    return [...folders];
  }

  private linterOf(path: string): Linter {
    return this.linters.get(path) ?? this.options.linter;
  }

  private shouldStop(): boolean {
    return this.options.shouldStop?.() ?? false;
  }
}

/** Of two charts that a file belongs to, the first to be rendered says what it is. */
export function noteStatuses(found: ReadonlyMap<string, FileStatus>, all: Map<string, FileStatus>): void {
  for (const [path, status] of found) if (!all.has(path)) all.set(path, status);
}

/** The folder beyond which nothing is read for a chart. */
function topOf(folder: string, { base, roots, fileSystem }: ScanOptions): string {
  const top = [base, ...roots].find((root) => fileSystem.relative(root, folder) !== undefined);
  return top === undefined || top === folder ? fileSystem.dirname(folder) : top;
}

/** What was seen of a file when its chart was rendered, where it says nothing by itself. */
function withStatus(file: ScannedFile, status: FileStatus | undefined): ScannedFile {
  const { result, text, unreadable } = file;
  if (!status || !isReplaced(result.status, { templated: text.includes("{{"), unreadable })) return file;
  return { ...file, result: { ...result, status } };
}

export function isReplaced(
  { kind }: FileStatus,
  { templated, unreadable }: { readonly templated: boolean; readonly unreadable: boolean },
): boolean {
  if (unreadable || kind === "checked") return false;
  return kind === "skipped" || templated;
}

async function linterIn(folder: string, options: ScanOptions): Promise<Linter> {
  return options.linterIn ? await options.linterIn(folder) : options.linter;
}

async function linterFor(path: string, { fileSystem, linter, linterIn }: ScanOptions): Promise<Linter> {
  return linterIn ? await linterIn(fileSystem.dirname(path)) : linter;
}
