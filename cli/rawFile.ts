import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** The text of a file apart from its byte order mark. */
export interface RawText {
  readonly text: string;
  readonly byteOrderMark: boolean;
}

/** Reads a file so that writing it back gives the same bytes; `undefined` where it is not UTF-8. Throws when unreadable. */
export function readRaw(path: string): RawText | undefined {
  const bytes = readFileSync(path);
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith("\ufeff")
      ? { text: text.slice(1), byteOrderMark: true }
      : { text, byteOrderMark: false };
  } catch {
    return undefined;
  }
}

/**
 * Replaces a file as a whole, so that nobody ever sees half of it; its mode stays, and a symbolic link stays one. Throws
 * when it cannot be written, and the file is as it was.
 */
export function writeRaw(path: string, { text, byteOrderMark }: RawText): void {
  const target = realpathSync(path);
  const temporary = join(dirname(target), `.${basename(target)}.kubehint-${process.pid}`);
  const { mode } = statSync(target);
  // A folder may take new files where the file itself must not be changed.
  closeSync(openSync(target, "r+"));
  try {
    const handle = openSync(temporary, "wx", mode);
    try {
      writeFileSync(handle, (byteOrderMark ? "\ufeff" : "") + text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    chmodSync(temporary, mode);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
