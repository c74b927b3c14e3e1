import type { FileStatus } from "../../engine/linter";
import type { PackedSuppression } from "../../engine/suppress/packedSuppression";
import type { PackedFacts } from "../../engine/workspace/packedFacts";
import type { Span } from "../../engine/yaml/span";
import type { CollectedFile, Wanted } from "../../report/collectFile";
import type { PlacedNote, ReportedFinding } from "../../report/report";
import type { ChartScanOptions } from "../../workspace/charts/scanChart";
import type { FileTask } from "../../workspace/elsewhere";
import type { Trace } from "../../workspace/tracedFiles";

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
  | { readonly kind: "files"; readonly tasks: readonly FileTask[] }
  | { readonly kind: "chart"; readonly folder: string; readonly top: string };

export type ThreadAnswer =
  | {
      readonly kind: "files";
      readonly files: readonly FileAnswer[];
      /** Baselines that cannot be read. */
      readonly problems: readonly PlacedNote[];
    }
  | { readonly kind: "chart"; readonly chart: ChartAnswer };

export interface FileAnswer {
  readonly collected: CollectedFile;
  readonly templated: boolean;
  readonly unreadable: boolean;
  readonly suppression: PackedSuppression | undefined;
  /** Exceptions that accepted something in it, as `SuppressionOptions.namesOf` calls them. */
  readonly used: readonly string[];
  readonly facts: readonly PackedFacts[];
  /** Where answers are kept, this one as JSON. */
  readonly kept: KeptTexts | undefined;
}

/** What is kept of a file, see `keptAnswer`: JSON without line breaks. */
export interface KeptTexts {
  readonly answer: string;
  readonly facts: string;
}

export interface ChartAnswer {
  readonly statuses: ReadonlyMap<string, FileStatus>;
  /** See `ChartScan.rules`. */
  readonly rules: readonly string[];
  readonly findings: ReadonlyMap<string, readonly ReportedFinding[]>;
  /** Where those files hold credentials, if that was looked for. */
  readonly secrets: ReadonlyMap<string, readonly Span[]>;
  /** What was read for it, where answers are kept. */
  readonly trace: Trace;
  /** Exceptions that accepted something in them, as `SuppressionOptions.namesOf` calls them. */
  readonly used: readonly string[];
  /** A digest of what suppresses in each of those files besides its text, where answers are kept. */
  readonly sources: ReadonlyMap<string, string>;
}
