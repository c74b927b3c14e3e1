import { Turns } from "./atOnce";
import { isExcluded } from "./configuration/apply";
import type { ConfigurationFile } from "./configuration/configurationFiles";
import { type Excluder, excluder, isNeverRead } from "./exclude";
import { type DirectoryEntry, type FileStat, type FileSystem, notRegular } from "./fileSystem";
import { IgnoreFiles } from "./ignoreFiles";
import { isKustomization } from "./kustomize";

export interface WalkOptions {
  readonly fileSystem: FileSystem;
  /** Files and folders. A file that is named here is found whatever its name, and whatever says to ignore it. */
  readonly roots: readonly string[];
  /** What the patterns of `exclude` are relative to. */
  readonly base: string;
  /** Glob patterns of what is left out; see `excluder`. */
  readonly exclude?: readonly string[];
  /**
   * The configuration files that hold for what lies in a folder: what they exclude is left out too.
   * @param entries what lies in the folder, where that is known.
   */
  readonly configuration?: (
    folder: string,
    entries?: readonly DirectoryEntry[],
  ) => Promise<readonly ConfigurationFile[]>;
  /** Told of what lies in each folder, before any of its files is found. */
  readonly onListed?: (folder: string, entries: readonly DirectoryEntry[]) => void;
  /** Polled at every folder; `true` ends the walk. */
  readonly shouldStop?: () => boolean;
}

export type Walked = { readonly kind: "file"; readonly path: string } | Unreadable;

/** A file or folder that was to be read and cannot be. */
interface Unreadable {
  readonly kind: "unreadable";
  readonly path: string;
  readonly reason: string;
}

/**
 * Finds the files that can hold manifests, depth first, the files of a folder before its folders, each sorted by name.
 * Symbolic links are not followed unless they are named as a root: what they lead to is found at its own place, or lies
 * outside of what was asked for. Never throws.
 */
export async function* walk(options: WalkOptions): AsyncGenerator<Walked> {
  const walker = new Walker(options);
  for (const root of options.roots) yield* walker.root(root);
}

/** What is to be found in a folder, in order. */
interface Listed {
  readonly files: readonly NamedFile[];
  readonly folders: readonly { readonly name: string; readonly path: string }[];
  /** What holds for the folders. */
  readonly ignores: IgnoreFiles;
}

interface NamedFile {
  readonly name: string;
  readonly walked: Walked;
}

class Walker {
  private readonly fileSystem: FileSystem;
  private readonly excluder: Excluder;
  /** Real paths: several roots may hold, or lead to, the same place. */
  private readonly seen = new Set<string>();
  /** Folders that are read before it is their turn, because to wait for one after the other would take longer. */
  private readonly ahead = new Map<string, Promise<Listed | Unreadable>>();
  private readonly turns: Turns | undefined;

  constructor(private readonly options: WalkOptions) {
    this.fileSystem = options.fileSystem;
    const { atOnce = 1 } = options.fileSystem;
    if (atOnce > 1) this.turns = new Turns(atOnce);
    this.excluder = excluder(options.exclude ?? []);
  }

  async *root(path: string): AsyncGenerator<Walked> {
    let type: FileStat["type"];
    try {
      ({ type } = await this.fileSystem.stat(path));
    } catch (error) {
      yield { kind: "unreadable", path, reason: reasonOf(error) };
      return;
    }
    if (type === "other") yield { kind: "unreadable", path, reason: notRegular };
    else if (type === "folder") {
      const above = await IgnoreFiles.above(this.fileSystem, path);
      // Whoever names an ignored folder wants it read.
      const isIgnored = above.ignores(this.fileSystem, path, true);
      yield* this.folder(path, await this.realPath(path), isIgnored ? IgnoreFiles.none : above);
    } else if (this.isNew(await this.realPath(path))) yield { kind: "file", path };
  }

  /** @param real its one name: links are not followed, so that what lies in it is named by it as well. */
  private async *folder(path: string, real: string, ignoresAbove: IgnoreFiles): AsyncGenerator<Walked> {
    if (this.options.shouldStop?.() || !this.isNew(real)) return;
    const listed = this.ahead.get(path) ?? this.list(path, ignoresAbove);
    this.ahead.delete(path);
    const inside = await listed;
    if ("reason" in inside) {
      yield inside;
      return;
    }
    const { files, folders, ignores } = inside;
    for (const { name, walked } of files) if (this.isNew(this.fileSystem.join(real, name))) yield walked;
    for (const { name, path: folder } of folders)
      yield* this.folder(folder, this.fileSystem.join(real, name), ignores);
  }

  private async list(path: string, ignoresAbove: IgnoreFiles): Promise<Listed | Unreadable> {
    let entries: readonly DirectoryEntry[];
    try {
      entries = await this.fileSystem.readDirectory(path);
    } catch (error) {
      return { kind: "unreadable", path, reason: reasonOf(error) };
    }
    this.options.onListed?.(path, entries);
    const ignores = entries.some(({ name }) => name === ".gitignore")
      ? await ignoresAbove.with(this.fileSystem, path)
      : ignoresAbove;
    const configuration = (await this.options.configuration?.(path, entries)) ?? [];
    const isLeftOut = (found: string, isFolder: boolean) =>
      this.isLeftOut(found, isFolder, ignores) || isExcluded(found, isFolder, configuration, this.fileSystem);
    const sorted = entries.filter(({ link }) => !link).sort(byName);
    const files: NamedFile[] = [];
    for (const { name, type } of sorted) {
      if (type === "folder" || !isCandidate(name)) continue;
      const file = this.fileSystem.join(path, name);
      if (isLeftOut(file, false)) continue;
      if (type === "file") files.push({ name, walked: { kind: "file", path: file } });
      else files.push({ name, walked: { kind: "unreadable", path: file, reason: notRegular } });
    }
    const folders: { name: string; path: string }[] = [];
    for (const { name, type } of sorted) {
      if (type !== "folder" || isNeverRead(name)) continue;
      const folder = this.fileSystem.join(path, name);
      if (isLeftOut(folder, true)) continue;
      folders.push({ name, path: folder });
      this.readAhead(folder, ignores);
    }
    return { files, folders, ignores };
  }

  private readAhead(path: string, ignores: IgnoreFiles): void {
    if (!this.turns) return;
    const nothing: Listed = { files: [], folders: [], ignores };
    const list = async () => (this.options.shouldStop?.() ? nothing : this.list(path, ignores));
    this.ahead.set(path, this.turns.run(list));
  }

  private isLeftOut(path: string, isFolder: boolean, ignores: IgnoreFiles): boolean {
    if (ignores.ignores(this.fileSystem, path, isFolder)) return true;
    const relative = this.fileSystem.relative(this.options.base, path);
    if (relative === undefined) return false;
    return isFolder ? this.excluder.excludesFolder(relative) : this.excluder.excludesFile(relative);
  }

  private isNew(realPath: string): boolean {
    if (this.seen.has(realPath)) return false;
    this.seen.add(realPath);
    return true;
  }

  private async realPath(path: string): Promise<string> {
    try {
      return (await this.fileSystem.realPath?.(path)) ?? path;
    } catch {
      return path;
    }
  }
}

/** The files whose names say that they can hold manifests, and those that say which manifests are patches. */
function isCandidate(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || isKustomization(name);
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : 1;
}

/** What a failed read says, without the path, which stands beside it anyway. */
export function reasonOf(error: unknown): string {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (typeof code === "string" && Object.hasOwn(reasons, code)) return reasons[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  ENOTDIR: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "a symbolic link that leads to itself",
  EISDIR: "a folder, not a file",
  FileNotFound: "no such file or folder",
  NoPermissions: "permission denied",
};
