import type { Finding } from "../engine/finding";
import type { FileStatus, Linter } from "../engine/linter";
import type { SuppressionSources } from "../engine/suppress/sources";
import type { SuppressedFinding } from "../engine/suppress/suppression";
import type { ResourceFacts } from "../engine/workspace/facts";
import type { Suppressing } from "./lookAcross";
import type { Walked } from "./walk";

/** A file to look at, and what is known of it from the others. */
export interface FileTask {
  readonly walked: Walked;
  /** It is a patch: nothing is missing in it. */
  readonly partial: boolean;
}

/** What a scan has to know of a file that was looked at in another thread. */
export interface FileElsewhere {
  readonly status: FileStatus;
  /** It holds delimiters of Go templates. */
  readonly templated: boolean;
  readonly unreadable: boolean;
  facts(): ResourceFacts[];
  /** What suppresses findings of it that come later, where something does. */
  readonly suppressing: ((linter: Linter, sources: SuppressionSources) => Suppressing) | undefined;
  /** The report takes in what was found, with what is now known of the file. */
  take(status: FileStatus): void;
}

/** What a scan has to know of a chart that was rendered in another thread. */
export interface ChartElsewhere {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  /** The report takes in what was found. */
  take(): void | Promise<void>;
}

/**
 * Looks at files and charts in other threads, or knows of them from before. What is thrown ends the scan, and so does to give
 * fewer files than there are tasks.
 */
export interface Elsewhere {
  /** Called during the walk with the number of files so far: threads take a while to start. */
  expect(files: number): void;
  /** True where the files of the walk are worth the threads. */
  pays(): boolean;
  /** True where rules across files are left to somebody else. */
  leavesAcross(): boolean;
  /** Asked once all files are taken: true where what rules across files say of them is known. */
  knowsAcross(): boolean;
  /** Begins to look at all of them. */
  look(charts: readonly ChartFolder[], files: readonly FileTask[]): Promise<LookElsewhere>;
}

export interface ChartFolder {
  readonly folder: string;
  /** The folder beyond which nothing is read for it. */
  readonly top: string;
}

export interface LookElsewhere {
  /** In the order of the folders. To be waited for before the files: what a file of a chart is shows when that is rendered. */
  readonly charts: Promise<readonly ChartElsewhere[]>;
  /** In the order of the tasks. */
  readonly files: AsyncIterable<FileElsewhere>;
}

/** What `ScanOptions.onChart` is called with. */
export interface ChartFileFindings {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}
