import { defaultLimits, readArchive } from "../../engine/helm/chart/archive";
import { parseIgnoreFile } from "../../engine/helm/chart/ignoreFile";
import type { ChartFiles } from "../../engine/helm/chart/load";
import { isNeverRead } from "../exclude";
import type { DirectoryEntry, FileSystem } from "../fileSystem";
import { readingAhead } from "../readAhead";
import { reasonOf } from "../walk";

/** Bytes of all files of a chart, and how many of them, that are read. */
const maxTotal = 64 << 20;
const maxFiles = 5000;

export type ReadChart =
  | { readonly files: ChartFiles; readonly error?: undefined }
  | { readonly files?: undefined; readonly error: string };

export interface ReadOptions {
  /** The text of a file that is open in an editor, which holds instead of what is stored. */
  readonly textOf?: (path: string) => string | undefined;
  /** Symbolic links are followed where they stay in this folder, and not at all without it. */
  readonly within?: string;
}

/** The files of a chart: a folder, or an archive as `helm package` makes it. */
export async function readChartFiles(
  fileSystem: FileSystem,
  path: string,
  options: ReadOptions = {},
): Promise<ReadChart> {
  try {
    const { type } = await fileSystem.stat(path);
    if (type === "folder") return await new Reader(fileSystem, path, options).read();
    if (!fileSystem.readBytes) return { error: "archives cannot be read here" };
    const read = readArchive(await fileSystem.readBytes(path), defaultLimits);
    return "error" in read ? read : { files: new Map(read.map(({ name, bytes }) => [name, bytes])) };
  } catch (error) {
    return { error: reasonOf(error) };
  }
}

class Reader {
  private readonly files = new Map<string, Uint8Array | string>();
  private readonly seen = new Set<string>();
  private total = 0;
  private ignores: (path: string) => boolean = () => false;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly root: string,
    private readonly options: ReadOptions,
  ) {}

  async read(): Promise<ReadChart> {
    const ignoreFile = await this.content(this.fileSystem.join(this.root, ".helmignore")).catch(
      () => undefined,
    );
    const rules = parseIgnoreFile(typeof ignoreFile === "string" ? ignoreFile : "");
    if ("ignores" in rules) this.ignores = rules.ignores;
    await this.folder(this.root, "");
    return this.total > maxTotal || this.files.size > maxFiles
      ? { error: "the chart is too large" }
      : { files: this.files };
  }

  private async folder(path: string, prefix: string): Promise<void> {
    const real = (await this.fileSystem.realPath?.(path).catch(() => path)) ?? path;
    if (this.seen.has(real)) return;
    this.seen.add(real);
    const entries = await this.fileSystem.readDirectory(path);
    const ahead = this.readingAhead(path, prefix, entries);
    for (const { name, type, link } of entries) {
      if (this.total > maxTotal || this.files.size > maxFiles) return;
      const inner = this.fileSystem.join(path, name);
      const shown = prefix + name;
      if (this.ignores(shown) || (link && !(await this.staysWithin(inner)))) continue;
      if (type === "folder") {
        if (!isNeverRead(name)) await this.folder(inner, `${shown}/`);
      } else if (type === "file") await this.file(inner, shown, ahead);
    }
  }

  private readingAhead(path: string, prefix: string, entries: readonly DirectoryEntry[]): FileSystem {
    const files = entries.filter(
      ({ type, link, name }) => type === "file" && !link && !this.ignores(prefix + name),
    );
    const paths = files.map(({ name }) => this.fileSystem.join(path, name));
    return readingAhead(
      this.fileSystem,
      paths.filter((file) => this.isReadable(file)),
    );
  }

  /** False for an archive where it could be read as text alone, which would not be one. */
  private isReadable(path: string): boolean {
    return this.fileSystem.readBytes !== undefined || !path.endsWith(".tgz");
  }

  private async file(path: string, shown: string, fileSystem: FileSystem): Promise<void> {
    if (!this.isReadable(path)) return;
    const { size } = await fileSystem.stat(path);
    if (size > defaultLimits.file) return;
    this.total += size;
    this.files.set(shown, await this.content(path, fileSystem));
  }

  private async content(path: string, fileSystem = this.fileSystem): Promise<Uint8Array | string> {
    const open = this.options.textOf?.(path);
    if (open !== undefined) return open;
    return fileSystem.readBytes && !/\.(?:ya?ml|tpl|txt|json|helmignore)$/.test(path)
      ? fileSystem.readBytes(path)
      : fileSystem.readFile(path);
  }

  private async staysWithin(link: string): Promise<boolean> {
    const { within } = this.options;
    if (within === undefined || !this.fileSystem.realPath) return false;
    const [target, root] = await Promise.all([
      this.fileSystem.realPath(link).catch(() => undefined),
      this.fileSystem.realPath(within).catch(() => undefined),
    ]);
    return target !== undefined && root !== undefined && this.fileSystem.relative(root, target) !== undefined;
  }
}
