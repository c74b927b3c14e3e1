import { URI } from "vscode-uri";
import type { FileSystem } from "../../workspace/fileSystem";
import { normalizeUri, schemeOf } from "./uris";

/** Where a URI leads to: a file system and its own name of the place. */
export interface Place {
  readonly fileSystem: FileSystem;
  readonly path: string;
  /** The URI of another path of the same file system. */
  uri(path: string): string;
}

/** Finds the file system behind a URI: this machine's for `file:`, the client's for everything else. */
export class WorkspaceFiles {
  constructor(
    private readonly local: FileSystem | undefined,
    private readonly client: FileSystem | undefined,
  ) {}

  /** `undefined` for what lies in no file system, such as an untitled text. */
  place(uri: string): Place | undefined {
    const scheme = schemeOf(uri);
    if (scheme === "untitled" || scheme === "") return undefined;
    if (scheme === "file" && this.local)
      return {
        fileSystem: this.local,
        path: URI.parse(uri).fsPath,
        uri: (path) => URI.file(path).toString(),
      };
    if (!this.client) return undefined;
    return { fileSystem: this.client, path: normalizeUri(uri), uri: (path) => path };
  }
}

/**
 * The same file system, which refuses what links in the folders lead to outside of all of them: a workspace is not to say
 * what else of this machine is read.
 */
export function withinFolders(fileSystem: FileSystem, folders: () => readonly string[]): FileSystem {
  const { realPath, readBytes } = fileSystem;
  if (!realPath) return fileSystem;
  const roots = new Map<string, Promise<string>>();
  const rootOf = (folder: string): Promise<string> => {
    const root = roots.get(folder) ?? realPath(folder).catch(() => folder);
    roots.set(folder, root);
    return root;
  };
  const check = async (path: string): Promise<void> => {
    const all = folders();
    if (all.every((folder) => fileSystem.relative(folder, path) === undefined)) return;
    const real = await realPath(path);
    for (const folder of all) if (fileSystem.relative(await rootOf(folder), real) !== undefined) return;
    throw new Error("a link that leads out of the workspace");
  };
  return {
    ...fileSystem,
    readFile: async (path) => {
      await check(path);
      return fileSystem.readFile(path);
    },
    ...(readBytes && {
      readBytes: async (path: string) => {
        await check(path);
        return readBytes(path);
      },
    }),
  };
}

/** The same file system, with the texts of the editor in place of those on disk. */
export function withOpenTexts(
  fileSystem: FileSystem,
  textOf: (path: string) => string | undefined,
): FileSystem {
  return {
    ...(fileSystem.atOnce !== undefined && { atOnce: fileSystem.atOnce }),
    readDirectory: (path) => fileSystem.readDirectory(path),
    readFile: async (path) => textOf(path) ?? (await fileSystem.readFile(path)),
    ...(fileSystem.readBytes && {
      readBytes: (path: string) =>
        fileSystem.readBytes?.(path) ?? Promise.reject(new Error("it can be read as text alone")),
    }),
    stat: (path) => fileSystem.stat(path),
    join: (folder, name) => fileSystem.join(folder, name),
    dirname: (path) => fileSystem.dirname(path),
    relative: (folder, path) => fileSystem.relative(folder, path),
    ...(fileSystem.realPath && {
      realPath: (path: string) => fileSystem.realPath?.(path) ?? Promise.resolve(path),
    }),
  };
}
