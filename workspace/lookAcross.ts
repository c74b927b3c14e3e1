import type { Finding } from "../engine/finding";
import type { Linter, WorkspaceResult } from "../engine/linter";
import { type FileSuppression, noSuppression } from "../engine/suppress/suppressFile";
import type { SuppressedFinding } from "../engine/suppress/suppression";
import type { KnownSuppressed } from "../engine/suppress/suppressor";
import { addJudged, type Judged } from "../engine/visit";
import type { WorkspaceIndex } from "../engine/workspace/workspaceIndex";
import { plainWork, type ScanWork } from "./scanWork";

/** What suppresses findings of a file that come later. */
export interface Suppressing {
  readonly suppression: FileSuppression;
  readonly suppressed: readonly KnownSuppressed[];
}

/** The whole set of files, as rules across files see it. */
export interface Among {
  readonly index: WorkspaceIndex;
  /** Each file with its linter, in the order of the walk. */
  readonly linters: ReadonlyMap<string, Linter>;
  readonly suppressing: ReadonlyMap<string, () => Promise<Suppressing>>;
  readonly shouldStop?: (() => boolean) | undefined;
  readonly work?: ScanWork;
}

export interface FoundAcross extends WorkspaceResult {
  readonly path: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** What other files say of findings that a file has by itself. */
export type Settlement = Pick<WorkspaceResult, "settles" | "relatedTo">;

/** Told of each file in which something was found. */
export interface AcrossTaker {
  readonly onAcross?: ((file: FoundAcross) => void | Promise<void>) | undefined;
  readonly onSettled?: ((path: string, settlement: Settlement) => void) | undefined;
}

/** Asks the rules across files about each file. Gives what they judged. */
export async function lookAcross(
  { index, linters, suppressing, shouldStop, work = plainWork }: Among,
  { onAcross, onSettled }: AcrossTaker,
): Promise<Judged> {
  const judged = new Map<string, number>();
  if (!onAcross && !onSettled) return judged;
  for (const [path, linter] of linters) {
    if (shouldStop?.()) return judged;
    if (index.inFile(path).length === 0) continue;
    const across = work.more(path, () => linter.lintAmong(index, path));
    addJudged(judged, across.judged);
    onSettled?.(path, across);
    if (!onAcross) continue;
    const own = await suppressing.get(path)?.();
    const { findings, suppressed } = (own?.suppression ?? noSuppression).among(
      across.findings,
      own?.suppressed ?? [],
    );
    if (findings.length + suppressed.length + across.failures.length + across.undecided === 0) continue;
    await onAcross({ path, ...across, findings, suppressed });
  }
  return judged;
}
