import type { LinterConfig } from "../../engine/config";
import type { FileStatus } from "../../engine/linter";
import type { Exception } from "../../engine/suppress/exceptions";
import type { PlainFacts, PlainKustomization } from "../../engine/workspace/plainFacts";
import type { ExceptionNotices } from "../../report/exceptionNotices";
import type { PlacedNote, ReportedFinding } from "../../report/report";
import type { Shard } from "../../workspace/shards";
import type { KeptAnswer } from "../answers/keptAnswer";

/** The shape of a part; another number for another shape. */
export const partFormat = 2;

/**
 * What a scan of one shard hands over to `merge`: what it found, and what rules across files ask of its objects. Files
 * are named as in reports; `order` is the place in the walk of the whole workspace.
 */
export interface Part extends PartHead {
  readonly files: readonly PartFile[];
}

export interface PartHead extends Shard {
  readonly format: number;
  /** Of Kubehint: what one version has found another does not judge. */
  readonly version: string;
  /** A digest of the names of all files that the whole has, and of how they are looked at. */
  readonly whole: string;
  readonly linters: readonly LinterConfig[];
  /** `--rule`. */
  readonly rules: readonly string[] | null;
  /** The linter that the report as a whole goes by. */
  readonly main: number;
  /** Rules across files are to be asked, or kustomizations. */
  readonly sources: readonly PartSources[];
  readonly charts: readonly PartChart[];
  readonly kustomizations: readonly (PlainKustomization & { readonly order: number })[];
  readonly notices: readonly ExceptionNotices[];
  /** Names of exceptions that accepted something. */
  readonly used: readonly string[];
  readonly misconfigured: readonly PlacedNote[];
}

export interface PartFile {
  readonly order: number;
  /** Index among the linters. */
  readonly linter: number;
  /** Index among the sources, where something suppresses findings in it. */
  readonly sources: number | null;
  readonly answer: KeptAnswer;
  readonly facts: readonly PlainFacts[];
}

/** What suppresses findings besides a file's own text. */
export interface PartSources {
  readonly today?: string;
  readonly exceptions: readonly (Exception & { readonly name: string })[];
  readonly baseline: readonly (readonly [fingerprint: string, count: number])[] | null;
}

export interface PartChart {
  readonly order: number;
  readonly statuses: readonly (readonly [file: string, status: FileStatus])[];
  readonly rules: readonly string[];
  readonly findings: readonly (readonly [file: string, findings: readonly ReportedFinding[]])[];
}
