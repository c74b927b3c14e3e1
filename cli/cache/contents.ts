import { readFileSync, statSync } from "node:fs";
import { digest } from "../answers/digests";

/** How a file looked, and a digest of what it held. Times in milliseconds. */
export type SeenFile = readonly [size: number, mtime: number, ctime: number, inode: number, digest: string];

/** A file that was changed so shortly before the note of it was written may have been changed again within one tick. */
const tick = 2000;

/** Tells what files hold, without reading those that look as they did. */
export class Contents {
  /** Those that were asked for. */
  readonly seen = new Map<string, SeenFile>();

  /**
   * @param before of an earlier scan, by path.
   * @param notedAt when that was.
   */
  constructor(
    private readonly before: ReadonlyMap<string, SeenFile>,
    private readonly notedAt: number,
  ) {}

  /** A digest of the file; `undefined` where it cannot be read. */
  digest(path: string): string | undefined {
    const known = this.seen.get(path);
    if (known) return known[4];
    try {
      const { size, mtimeMs, ctimeMs, ino } = statSync(path);
      const before = this.before.get(path);
      const isAsBefore =
        before !== undefined &&
        before[0] === size &&
        before[1] === mtimeMs &&
        before[2] === ctimeMs &&
        before[3] === ino &&
        Math.max(mtimeMs, ctimeMs) < this.notedAt - tick;
      const held = isAsBefore ? before[4] : digest(readFileSync(path));
      this.seen.set(path, [size, mtimeMs, ctimeMs, ino, held]);
      return held;
    } catch {
      return undefined;
    }
  }

  /** True where the file still looks as it did when it was asked for. */
  isStill(path: string): boolean {
    const seen = this.seen.get(path);
    if (!seen) return false;
    try {
      const { size, mtimeMs, ctimeMs } = statSync(path);
      return seen[0] === size && seen[1] === mtimeMs && seen[2] === ctimeMs;
    } catch {
      return false;
    }
  }
}
