import type { FileResult } from "../engine/linter";
import type { SuppressionSources } from "../engine/suppress/sources";
import { checkFile, type FileFacts, without } from "./checkFile";
import type { FileTask } from "./elsewhere";
import { largestFile } from "./fileSystem";
import type { ChartFolders } from "./helm";
import type { ScanOptions } from "./scanFiles";
import { plainWork } from "./scanWork";
import { reasonOf } from "./walk";

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

/** A file that is to be looked at, and what is known of it beside its text. */
export interface ReadFile {
  readonly path: string;
  readonly text: string;
  readonly sources: SuppressionSources;
  readonly facts: FileFacts;
}

/** Reads and lints one file. */
export async function scanFile(
  task: FileTask,
  options: Pick<ScanOptions, "fileSystem" | "linter" | "eachFile" | "shouldStop" | "sources" | "work">,
  charts: ChartFolders,
): Promise<ScannedFile> {
  const read = await readTask(task, options, charts);
  if ("result" in read) return read;
  const { linter, work = plainWork } = options;
  const { path, text, facts } = read;
  return scannedFile(
    read,
    task,
    work.check(path, text, () => checkFile(text, linter, facts)),
  );
}

export function scannedFile(
  { path, text, sources }: ReadFile,
  { partial }: FileTask,
  result: FileResult,
): ScannedFile {
  return { path, text, result, partial, sources, unreadable: false };
}

/** Reads a file of a scan; what is not to be looked at is said to be scanned already. */
export async function readTask(
  { walked, partial }: FileTask,
  {
    fileSystem,
    eachFile,
    shouldStop,
    sources: sourcesOf,
  }: Pick<ScanOptions, "fileSystem" | "eachFile" | "shouldStop" | "sources">,
  charts: ChartFolders,
): Promise<ReadFile | ScannedFile> {
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
  const sources = (await sourcesOf?.(path)) ?? {};
  const chartTemplate = !eachFile && text.includes("{{") && (await charts.isTemplate(path));
  const json = /\.json$/i.test(path);
  const facts = { ...sources, partial, chartTemplate, json, ...(shouldStop && { shouldStop }) };
  return { path, text, sources, facts };
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
