import type { Finding } from "../engine/finding";
import {
  type FileResult,
  type FileStatus,
  fileFacts,
  type Linter,
  type WorkspaceResult,
} from "../engine/linter";
import { looksAcross } from "../engine/rule";
import type { SuppressionSources } from "../engine/suppress/sources";
import { noSuppression } from "../engine/suppress/suppressFile";
import type { SuppressedFinding } from "../engine/suppress/suppression";
import { addJudged, type Judged } from "../engine/visit";
import { WorkspaceIndex } from "../engine/workspace/workspaceIndex";
import { amongItself } from "./across";
import { type ChartScan, type ChartScanOptions, scanChart } from "./charts/scanChart";
import { checkFile, without } from "./checkFile";
import type { FileSystem } from "./fileSystem";
import { ChartFolders } from "./helm";
import { isKustomization, PatchIndex } from "./kustomize";
import { reasonOf, type Walked, type WalkOptions, walk } from "./walk";

/** In bytes. Manifests are kilobytes; what is larger is data. */
const largestFile = 10 * 1024 * 1024;

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
  /** Called for each file of a chart in which something was found when the chart was rendered. */
  readonly onChart?: (file: {
    path: string;
    text: string;
    findings: readonly Finding[];
  }) => void | Promise<void>;
  /** Called once the walk is over with the number of files. */
  readonly onFound?: (files: number) => void;
  /** Called at the end with what rules across files found, file by file; with `eachFile` it is in the file's own result. */
  readonly onAcross?: (file: FindingsAcross) => void | Promise<void>;
  /** Called at the end with what tells which findings of the file other files put in order; with `eachFile` none is. */
  readonly onSettled?: (path: string, settles: WorkspaceResult["settles"]) => void;
}

export interface FindingsAcross extends WorkspaceResult {
  readonly path: string;
  readonly text: string;
  readonly suppressed: readonly SuppressedFinding[];
}

export interface ScannedFile {
  readonly path: string;
  /** What was read; empty where the file was not. */
  readonly text: string;
  readonly result: FileResult;
  /** It is a patch: nothing is missing in it. */
  readonly partial: boolean;
  readonly sources: SuppressionSources;
  /** It could not be read at all, so that the scan did not do what it was asked to. */
  readonly unreadable: boolean;
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
  const { fileSystem, shouldStop } = options;
  const index = new WorkspaceIndex();
  const patches = new PatchIndex(fileSystem);
  const charts = new ChartFolders(fileSystem);
  const files: Walked[] = [];
  for await (const walked of walk(options)) {
    files.push(walked);
    if (walked.kind === "file" && !options.eachFile)
      await noteKustomization(fileSystem, walked.path, patches);
  }
  options.onFound?.(files.length);
  const linters = new Map<string, Linter>();
  for (const { path } of files) linters.set(path, await linterFor(path, options));
  const rendered =
    options.eachFile || !options.onChart ? undefined : await scanCharts(files, options, linters, charts);
  const across = [...new Set(linters.values())].some(({ rules }) => rules.some(looksAcross));

  const counts = { checked: 0, partly: 0, skipped: 0 };
  const suppressions = new Map<string, Pick<FileResult, "suppression" | "suppressed">>();
  let stopped = shouldStop?.() ?? false;
  for (const walked of files) {
    if (stopped) break;
    const linter = linters.get(walked.path) ?? options.linter;
    const scanned = await scanFile(walked, { ...options, linter }, patches, charts);
    const file = withStatus(scanned, rendered?.statuses.get(walked.path));
    // A file that was broken off half way would be counted as something it is not.
    stopped = shouldStop?.() ?? false;
    if (stopped) break;
    counts[file.result.status.kind]++;
    if (across && options.eachFile)
      await onFile({ ...file, result: amongItself(file.path, file.result, linter) });
    else {
      if (across) index.set(file.path, fileFacts(file.result, file.path));
      const { suppression, suppressed } = file.result;
      if (across && suppression !== noSuppression) suppressions.set(file.path, { suppression, suppressed });
      await onFile(file);
    }
  }
  for (const scan of stopped ? [] : (rendered?.scans ?? []))
    for (const [path, findings] of scan.findings)
      await options.onChart?.({ path, text: scan.texts.get(path) ?? "", findings });
  const judgedAcross = new Map<string, number>();
  if (!stopped) await lookAcross(options, index, linters, suppressions, judgedAcross);
  const found = counts.checked + counts.partly + counts.skipped;
  return { found, ...counts, stopped, judgedAcross };
}

/** Renders the charts that files belong to, but for those that came with another. */
async function scanCharts(
  files: readonly Walked[],
  options: ScanOptions,
  linters: ReadonlyMap<string, Linter>,
  charts: ChartFolders,
): Promise<{ scans: ChartScan[]; statuses: Map<string, FileStatus> }> {
  const { fileSystem, shouldStop } = options;
  const folders = new Set<string>();
  for (const { path } of files) {
    const folder = await charts.chartOf(path);
    if (folder !== undefined) folders.add(folder);
  }
  const scans: ChartScan[] = [];
  const statuses = new Map<string, FileStatus>();
  for (const folder of folders) {
    if (shouldStop?.()) break;
    const linter = linters.get(fileSystem.join(folder, "Chart.yaml")) ?? (await linterIn(folder, options));
    const scan = await scanChart(fileSystem, folder, {
      ...options.charts,
      linter,
      within: topOf(folder, options),
      ...(shouldStop && { shouldStop }),
    });
    scans.push(scan);
    for (const [path, status] of scan.statuses) if (!statuses.has(path)) statuses.set(path, status);
  }
  return { scans, statuses };
}

/** The folder beyond which nothing is read for a chart. */
function topOf(folder: string, { base, roots, fileSystem }: ScanOptions): string {
  const top = [base, ...roots].find((root) => fileSystem.relative(root, folder) !== undefined);
  return top === undefined || top === folder ? fileSystem.dirname(folder) : top;
}

/** What was seen of a file when its chart was rendered, where it says nothing by itself. */
function withStatus(file: ScannedFile, status: FileStatus | undefined): ScannedFile {
  if (!status || file.unreadable || file.result.status.kind === "checked") return file;
  const isTemplate = file.result.status.kind === "partly" && file.text.includes("{{");
  if (!isTemplate && file.result.status.kind !== "skipped") return file;
  return { ...file, result: { ...file.result, status } };
}

async function linterIn(folder: string, options: ScanOptions): Promise<Linter> {
  return options.linterIn ? await options.linterIn(folder) : options.linter;
}

async function linterFor(path: string, { fileSystem, linter, linterIn }: ScanOptions): Promise<Linter> {
  return linterIn ? await linterIn(fileSystem.dirname(path)) : linter;
}

async function lookAcross(
  { fileSystem, onAcross, onSettled, shouldStop }: ScanOptions,
  index: WorkspaceIndex,
  linters: ReadonlyMap<string, Linter>,
  suppressions: ReadonlyMap<string, Pick<FileResult, "suppression" | "suppressed">>,
  judgedAcross: Map<string, number>,
): Promise<void> {
  if (!onAcross && !onSettled) return;
  for (const [path, linter] of linters) {
    if (shouldStop?.()) return;
    if (index.inFile(path).length === 0) continue;
    const across = linter.lintAmong(index, path);
    addJudged(judgedAcross, across.judged);
    onSettled?.(path, across.settles);
    if (!onAcross) continue;
    const { suppression = noSuppression, suppressed: before = [] } = suppressions.get(path) ?? {};
    const { findings, suppressed } = suppression.among(across.findings, before);
    if (findings.length + suppressed.length + across.failures.length + across.undecided === 0) continue;
    const text = await fileSystem.readFile(path).catch(() => undefined);
    // What vanished in the meantime has no findings.
    if (text !== undefined) await onAcross({ path, text, ...across, findings, suppressed });
  }
}

async function noteKustomization(fileSystem: FileSystem, path: string, patches: PatchIndex): Promise<void> {
  if (!isKustomization(fileSystem.relative(fileSystem.dirname(path), path) ?? "")) return;
  try {
    patches.add(path, await fileSystem.readFile(path));
  } catch {
    // Named as unreadable when its turn comes.
  }
}

async function scanFile(
  walked: Walked,
  { fileSystem, linter, eachFile, shouldStop, sources: sourcesOf }: ScanOptions,
  patches: PatchIndex,
  charts: ChartFolders,
): Promise<ScannedFile> {
  const { path } = walked;
  if (walked.kind === "unreadable") return unreadable(path, walked.reason);
  let text: string;
  try {
    const { size } = await fileSystem.stat(path);
    if (size > largestFile)
      return {
        path,
        text: "",
        result: without({ kind: "skipped", reason: "larger than 10 MB" }),
        partial: false,
        sources: {},
        unreadable: false,
      };
    text = await fileSystem.readFile(path);
  } catch (error) {
    return unreadable(path, reasonOf(error));
  }
  const partial = !eachFile && patches.isPatch(path);
  const sources = (await sourcesOf?.(path)) ?? {};
  const result = checkFile(text, linter, {
    ...sources,
    partial,
    chartTemplate: !eachFile && text.includes("{{") && (await charts.isTemplate(path)),
    json: /\.json$/i.test(path),
    ...(shouldStop && { shouldStop }),
  });
  return { path, text, result, partial, sources, unreadable: false };
}

function unreadable(path: string, reason: string): ScannedFile {
  return {
    path,
    text: "",
    result: without({ kind: "skipped", reason }),
    partial: false,
    sources: {},
    unreadable: true,
  };
}
