/**
 * How files are reached: node:fs on the command line and in the desktop server, the client's file system in a browser.
 * A path is whatever the host uses for one file (an absolute path, or a URI); only the file system takes it apart.
 */
export interface FileSystem {
  /**
   * How many questions are worth being under way at a time: more than one where each is a message to somebody else, so that
   * most of the time goes into waiting. One where left out.
   */
  readonly atOnce?: number;
  /** Entries of a folder in any order; symbolic links are said to be links. Rejects when unreadable. */
  readDirectory(path: string): Promise<readonly DirectoryEntry[]>;
  /**
   * The whole file as UTF-8, or as UTF-16 where it begins with the byte order mark of that, without the mark; malformed
   * bytes become U+FFFD. Rejects when unreadable, and for what is no regular file.
   */
  readFile(path: string): Promise<string>;
  /** The whole file as it is; left out where only texts can be had. Rejects when unreadable. */
  readBytes?(path: string): Promise<Uint8Array>;
  /** Rejects when there is nothing. */
  stat(path: string): Promise<FileStat>;
  /** The path of an entry of a folder. */
  join(folder: string, name: string): string;
  /** The folder a path lies in; the path itself for a root. */
  dirname(path: string): string;
  /** `path` relative to `folder`, with `/`; `undefined` where it does not lie below it. */
  relative(folder: string, path: string): string | undefined;
  /** The one name of a place that links give several; left out where there are no links. Rejects when there is nothing. */
  realPath?(path: string): Promise<string>;
}

export interface DirectoryEntry {
  readonly name: string;
  readonly type: "file" | "folder" | "other";
  readonly link: boolean;
}

export interface FileStat {
  readonly type: "file" | "folder" | "other";
  /** Bytes. */
  readonly size: number;
}

/** False where what lies in a folder has no such name, however that is written: file systems may take it for the same. */
export function mayHold(entries: readonly DirectoryEntry[], name: string): boolean {
  const wanted = name.toLowerCase();
  return entries.some((entry) => entry.name.toLowerCase() === wanted);
}

/** In bytes. Manifests are kilobytes; what is larger is data. */
export const largestFile = 10 * 1024 * 1024;

/** Of a pipe, a socket or a device. */
export const notRegular = "not a regular file";
