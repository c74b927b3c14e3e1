import type { ScanProgress } from "../../server/protocol";

export interface Pace {
  readonly filesPerSecond: number;
  /** Seconds, as far as the files known by now go. */
  readonly left: number;
}

/** Milliseconds before a pace says anything: the first files are slower than the rest. */
const settling = 500;

/** How fast a scan is, from when it has read its first file: finding the files is over by then. */
export class ScanPace {
  private first: { readonly at: number; readonly done: number } | undefined;

  /** @param now in milliseconds of any clock. */
  at({ done, found }: ScanProgress, now: number): Pace | undefined {
    if (done === 0) return undefined;
    this.first ??= { at: now, done };
    const elapsed = now - this.first.at;
    const read = done - this.first.done;
    if (elapsed < settling || read === 0) return undefined;
    const filesPerSecond = (1000 * read) / elapsed;
    return { filesPerSecond, left: (found - done) / filesPerSecond };
  }
}
