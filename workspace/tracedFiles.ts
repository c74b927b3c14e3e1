import { inOrder } from "./atOnce";
import type { DirectoryEntry, FileStat, FileSystem } from "./fileSystem";

/** What was asked of a file system, and a digest of what it said: as long as it says the same, so does what came of it. */
export type Trace = readonly (readonly [ask: Ask, file: string, answer: string])[];
type Ask = "list" | "text" | "bytes" | "stat" | "real";

const nothing = "nothing";

/** How a trace is written down. */
export interface TraceStyle {
  /** What a path is called in it. */
  nameOf(path: string): string;
  digest(content: string | Uint8Array): string;
  /** Of a file that is read as text; of that text by default. */
  readonly digestOfText?: (path: string, fileSystem: FileSystem) => Promise<string>;
}

export interface TracedFiles {
  /** Answers as the other does, and remembers what it was asked. */
  readonly fileSystem: FileSystem;
  trace(): Trace;
}

/** Remembers what is asked of a file system. */
export function traced(inner: FileSystem, style: TraceStyle): TracedFiles {
  const { nameOf, digest, digestOfText } = style;
  const asked = new Map<string, readonly [Ask, string, string]>();
  const noting = async <T>(
    ask: Ask,
    path: string,
    answer: Promise<T>,
    told: (answer: T) => string | Promise<string>,
  ): Promise<T> => {
    const file = nameOf(path);
    const text = await answer.then(told).catch(() => nothing);
    asked.set(`${ask} ${file}`, [ask, file, text]);
    return answer;
  };
  const { readBytes, realPath } = inner;
  return {
    trace: () => [...asked.values()],
    fileSystem: {
      ...(inner.atOnce !== undefined && { atOnce: inner.atOnce }),
      readDirectory: (path) =>
        noting("list", path, inner.readDirectory(path), (entries) => digest(listed(entries))),
      readFile: (path) =>
        noting("text", path, inner.readFile(path), (text) => digestOfText?.(path, inner) ?? digest(text)),
      ...(readBytes && {
        readBytes: (path: string) => noting("bytes", path, readBytes.call(inner, path), digest),
      }),
      stat: (path) => noting("stat", path, inner.stat(path), statText),
      join: (folder, name) => inner.join(folder, name),
      dirname: (path) => inner.dirname(path),
      relative: (folder, path) => inner.relative(folder, path),
      ...(realPath && {
        realPath: (path: string) => noting("real", path, realPath.call(inner, path), nameOf),
      }),
    },
  };
}

export interface TraceReader extends Pick<TraceStyle, "nameOf" | "digest"> {
  /** The path that `nameOf` has a name for. */
  pathOf(name: string): string;
  /** As `traced` digested it; `undefined` where it cannot be read. */
  digestOf(ask: "text" | "bytes", path: string): Promise<string | undefined> | string | undefined;
}

/** True where the file system still says what it said. */
export async function stillHolds(
  trace: Trace,
  fileSystem: FileSystem,
  reader: TraceReader,
): Promise<boolean> {
  const { atOnce = 1 } = fileSystem;
  const isSame = async ([ask, file, answer]: Trace[number]) =>
    (await told(ask, reader.pathOf(file), fileSystem, reader)) === answer;
  for await (const holds of inOrder(trace, atOnce, isSame)) if (!holds) return false;
  return true;
}

async function told(
  ask: Ask,
  path: string,
  fileSystem: FileSystem,
  { digestOf, digest, nameOf }: TraceReader,
): Promise<string> {
  try {
    if (ask === "text" || ask === "bytes") return (await digestOf(ask, path)) ?? nothing;
    if (ask === "list") return digest(listed(await fileSystem.readDirectory(path)));
    if (ask === "stat") return statText(await fileSystem.stat(path));
    return nameOf((await fileSystem.realPath?.(path)) ?? path);
  } catch {
    return nothing;
  }
}

function listed(entries: readonly DirectoryEntry[]): string {
  return JSON.stringify(entries.map(({ name, type, link }) => [name, type, link]).sort());
}

/** The size of a folder is nobody's. */
function statText({ type, size }: FileStat): string {
  return type === "file" ? `${type} ${size}` : type;
}
