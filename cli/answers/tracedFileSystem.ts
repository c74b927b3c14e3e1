import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { DirectoryEntry, FileStat, FileSystem } from "../../workspace/fileSystem";
import { shownPath } from "../inputs";

/** What was asked of a file system, and a digest of what it said: as long as it says the same, so does what came of it. */
export type Trace = readonly (readonly [ask: Ask, file: string, answer: string])[];
type Ask = "list" | "read" | "stat" | "real";

const nothing = "nothing";

/** Remembers what is asked of another file system. */
export class TracedFileSystem implements FileSystem {
  private readonly asked = new Map<string, readonly [Ask, string, string]>();
  readonly join: FileSystem["join"];
  readonly dirname: FileSystem["dirname"];
  readonly relative: FileSystem["relative"];

  constructor(private readonly inner: Required<FileSystem>) {
    this.join = inner.join;
    this.dirname = inner.dirname;
    this.relative = inner.relative;
  }

  get trace(): Trace {
    return [...this.asked.values()];
  }

  readDirectory(path: string): Promise<readonly DirectoryEntry[]> {
    return this.noting("list", path, this.inner.readDirectory(path), listed);
  }

  async readFile(path: string): Promise<string> {
    await this.readBytes(path).catch(() => undefined);
    return this.inner.readFile(path);
  }

  readBytes(path: string): Promise<Uint8Array> {
    return this.noting("read", path, this.inner.readBytes(path), digest);
  }

  stat(path: string): Promise<FileStat> {
    return this.noting("stat", path, this.inner.stat(path), statText);
  }

  realPath(path: string): Promise<string> {
    return this.noting("real", path, this.inner.realPath(path), shownPath);
  }

  private async noting<T>(
    ask: Ask,
    path: string,
    answer: Promise<T>,
    told: (answer: T) => string,
  ): Promise<T> {
    const file = shownPath(path);
    const text = await answer.then(told, () => nothing);
    this.asked.set(`${ask} ${file}`, [ask, file, text]);
    return answer;
  }
}

/**
 * True where the file system still says what it said.
 * @param digestOf a file; `undefined` where it cannot be read.
 */
export async function stillHolds(
  trace: Trace,
  fileSystem: FileSystem,
  digestOf: (path: string) => string | undefined,
): Promise<boolean> {
  for (const [ask, file, answer] of trace)
    if ((await told(ask, resolve(file), fileSystem, digestOf)) !== answer) return false;
  return true;
}

async function told(
  ask: Ask,
  path: string,
  fileSystem: FileSystem,
  digestOf: (path: string) => string | undefined,
): Promise<string> {
  try {
    if (ask === "read") return digestOf(path) ?? nothing;
    if (ask === "list") return listed(await fileSystem.readDirectory(path));
    if (ask === "stat") return statText(await fileSystem.stat(path));
    return shownPath((await fileSystem.realPath?.(path)) ?? path);
  } catch {
    return nothing;
  }
}

function listed(entries: readonly DirectoryEntry[]): string {
  return digest(JSON.stringify(entries.map(({ name, type, link }) => [name, type, link]).sort()));
}

/** The size of a folder is nobody's. */
function statText({ type, size }: FileStat): string {
  return type === "file" ? `${type} ${size}` : type;
}

export function digest(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** Of what suppresses findings of a file besides its own text, on this day. */
export function sourcesDigest({ exceptions = [], baseline, today }: SuppressionSources): string {
  return digest(JSON.stringify([today, exceptions, baseline && [...baseline.counts]]));
}
