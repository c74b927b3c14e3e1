import type { Compliance } from "../engine/compliance";
import type { Finding, Severity } from "../engine/finding";
import type { FixSafety } from "../engine/fix";
import type { Linter } from "../engine/linter";
import type { Posture } from "../engine/posture";
import type { Suppression } from "../engine/suppress/suppression";
import type { Position, TextEdit } from "../engine/yaml/span";
import type { ScanTotals } from "../workspace/scanFiles";
import type { Quote } from "./quote";

/** What a report of a shard has besides its findings. */
export interface ShardReport {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** Rules that look at several files: whoever merges the shards asks them. */
  readonly awaiting: readonly string[];
  /** True for a finding that files of other shards may put in order. */
  isPending(finding: ReportedFinding): boolean;
  /** What the shards have to agree on, as plain data. */
  readonly head: object;
  /** What is known of each file, as JSON. */
  readonly files: readonly string[];
}

/** What a scan found, in plain data: no tree of any file is held. */
export interface Report {
  /** The linter of the first folder that was scanned: folders may be configured apart. */
  readonly linter: Linter;
  readonly totals: ScanTotals;
  readonly partly: readonly FileNote[];
  readonly skipped: readonly FileNote[];
  /** What counts: by file, in the order of the walk, and by place. */
  readonly findings: readonly ReportedFinding[];
  /** The same, with what is suppressed in its places. */
  readonly all: readonly ReportedFinding[];
  /** Settings that are filled in later, so that a rule could not tell. */
  readonly undecided: number;
  /** Files and folders that were to be read and could not be. */
  readonly unreadable: readonly FileNote[];
  /** What is wrong in configuration files. */
  readonly misconfigured: readonly PlacedNote[];
  /** Rules that failed: a fault of ours. */
  readonly failures: readonly FileNote[];
  /** The controls of the framework that the profile is named for. */
  readonly compliance: Compliance | undefined;
  /** The scores and what matters most, for the top of every report. */
  readonly posture: Posture<ReportedFinding>;
  readonly milliseconds: number;
  /** Of a scan of one shard. */
  readonly shard?: ShardReport;
}

/** `file` as `shownPath` gives it. */
export interface FileNote {
  readonly file: string;
  readonly reason: string;
}

/** One-based, as people count. */
export interface PlacedNote extends FileNote {
  readonly line: number;
  readonly column: number;
}

/** Zero-based, UTF-16, as in the Language Server Protocol. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface ReportedFinding
  extends Pick<Finding, "rule" | "resource" | "path" | "missing" | "environments" | "folded"> {
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly fix: {
    readonly safety: FixSafety;
    readonly title: string;
    readonly edits: readonly RangeEdit[];
  } | null;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  readonly quote: Quote | undefined;
  readonly suppressed: Suppression | null;
  /** The path with the names of list items in place of their indexes. */
  readonly lastingPath: string;
}

export interface RangeEdit extends Pick<TextEdit, "text"> {
  readonly range: Range;
}
