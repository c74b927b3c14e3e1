import type { Finding } from "../finding";

/** What suppresses a finding. */
export type SuppressedBy = "comment" | "annotation" | "config" | "baseline";

/** Why a finding is not shown. */
export interface Suppression {
  readonly by: SuppressedBy;
  /** Made safe to show (`visible`); empty where none is given. */
  readonly reason: string;
}

/** A finding that somebody has accepted: it stays in the result, and counts for nothing. */
export interface SuppressedFinding extends Finding {
  readonly suppressed: Suppression;
}
