import type { FileStatus } from "../../engine/linter";
import type { PackedFacts } from "../../engine/workspace/packedFacts";
import type { ChartScanOptions } from "../../workspace/charts/scanChart";
import type { FileTask } from "../../workspace/elsewhere";
import type { CollectedFile, Wanted } from "../collectFile";
import type { ReportedFinding } from "../report";
import type { SuppressionNotes } from "../suppression";

/** What a thread is told when it is started: all of it is plain data. */
export interface ThreadStart {
  /** Arguments of the command, from which each thread makes its linters. */
  readonly argv: readonly string[];
  /** Absolute paths of what is scanned. */
  readonly roots: readonly string[];
  readonly wanted: Wanted;
  readonly charts: Pick<ChartScanOptions, "given">;
}

export type ThreadJob =
  | { readonly kind: "files"; readonly id: number; readonly tasks: readonly FileTask[] }
  | { readonly kind: "chart"; readonly id: number; readonly folder: string; readonly top: string };

export type ThreadAnswer =
  | {
      readonly kind: "files";
      readonly id: number;
      readonly files: readonly FileAnswer[];
      readonly notes: SuppressionNotes;
    }
  | { readonly kind: "chart"; readonly id: number; readonly chart: ChartAnswer }
  /** A fault of ours; the text says nothing of any file. */
  | { readonly kind: "failed"; readonly id: number; readonly error: string };

export interface FileAnswer {
  readonly collected: CollectedFile;
  readonly templated: boolean;
  readonly unreadable: boolean;
  readonly facts: readonly PackedFacts[];
  readonly suppresses: boolean;
}

export interface ChartAnswer {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  readonly findings: ReadonlyMap<string, readonly ReportedFinding[]>;
  readonly notes: SuppressionNotes;
}
