import { type FileResult, fileFacts, type Linter } from "../../engine/linter";
import { looksAcross as ruleLooksAcross } from "../../engine/rule";
import { readKustomization } from "../../engine/workspace/kustomization";
import { readOperations } from "../../engine/workspace/operations";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { withAcross } from "../../workspace/across";
import { isKustomization } from "../../workspace/kustomize";
import { isBelow, normalizeUri } from "./uris";
import type { WatchedWork } from "./watchedWork";

/** What a folder is made of; `filled` once every file of it was read. */
interface FolderObjects {
  readonly index: WorkspaceIndex;
  /** The files, and their last result where it is still known, so that the same one is not taken in twice. */
  readonly results: Map<string, WeakRef<FileResult>>;
  filled: boolean;
  /** Resolves when it is. */
  filling: Promise<void>;
}

/** Reads every file of a folder and hands over what is in it. Never rejects. */
export type Fill = (folder: string, take: (uri: string, result: FileResult) => void) => Promise<void>;

/**
 * The objects of each workspace folder, for rules that look across files. A folder is read in the background when
 * somebody first asks about a file in it; until then nothing is said that depends on other files, because what was not
 * read yet would be called missing. From then on it is kept up to date file by file.
 */
export class WorkspaceObjects {
  private readonly folders = new Map<string, FolderObjects>();

  /** @param onFilled is told when the answers about open files may have changed. */
  constructor(
    private readonly fill: Fill,
    private readonly onFilled: () => void,
    private readonly work: WatchedWork,
  ) {}

  /** What is found in a file of the folder, alone and among the others. */
  among(folder: string | undefined, uri: string, own: FileResult, linter: Linter): FileResult {
    if (!looksAcross(linter)) return own;
    if (folder === undefined)
      return this.work.duringMore(uri, () => withAcross(own, alone(uri, own, linter)));
    const objects = this.folders.get(folder) ?? this.start(folder);
    this.take(objects, uri, own);
    if (!objects.filled) return own;
    return this.work.duringMore(uri, () =>
      withAcross(own, linter.lintAmong(objects.index, normalizeUri(uri))),
    );
  }

  /** Resolves once `among` knows every file of the folder; it is read where nobody has asked about it yet. */
  async whenFilled(folder: string): Promise<void> {
    await (this.folders.get(folder) ?? this.start(folder)).filling;
  }

  /** Changes whenever `among` may give another answer for the same file. */
  generation(folder: string | undefined): number {
    const objects = folder === undefined ? undefined : this.folders.get(folder);
    return objects?.filled ? objects.index.generation : 0;
  }

  /** True where somebody has asked about the folder, so that its files have to be kept up to date. */
  knows(folder: string | undefined): boolean {
    return folder !== undefined && this.folders.has(folder);
  }

  /** A file is as this result says, from now on. */
  set(folder: string, uri: string, result: FileResult): void {
    const objects = this.folders.get(folder);
    if (objects) this.take(objects, uri, result);
  }

  /** A file or a folder is gone. */
  remove(uri: string): void {
    const normal = normalizeUri(uri);
    for (const { index, results } of this.folders.values())
      for (const file of [...results.keys()].filter((known) => isBelow(normal, known))) {
        results.delete(file);
        index.delete(file);
      }
  }

  /** Settings or the roles of files have changed: everything is read again when it is next asked for. */
  forget(): void {
    this.folders.clear();
  }

  private start(folder: string): FolderObjects {
    const objects: FolderObjects = {
      index: new WorkspaceIndex(),
      results: new Map(),
      filled: false,
      filling: Promise.resolve(),
    };
    this.folders.set(folder, objects);
    objects.filling = this.fill(folder, (uri, result) => {
      // What is open in the editor was taken in already, as it is there.
      if (!objects.results.has(normalizeUri(uri))) this.take(objects, uri, result);
    }).finally(() => {
      objects.filled = true;
      if (this.folders.get(folder) === objects) this.onFilled();
    });
    return objects;
  }

  private take(objects: FolderObjects, uri: string, result: FileResult): void {
    const file = normalizeUri(uri);
    if (objects.results.get(file)?.deref() === result) return;
    this.work.duringMore(uri, () => this.takeNew(objects, file, result));
  }

  private takeNew({ index, results }: FolderObjects, file: string, result: FileResult): void {
    // Its trees must not stay in memory for thousands of files; the facts do.
    results.set(file, new WeakRef(result));
    index.set(file, fileFacts(result, file));
    // What is no object may be a patch of one.
    index.setOperations(
      file,
      result.documents.some(({ result: { resources } }) => resources.length > 0)
        ? []
        : readOperations(textOf(result)),
    );
    if (isKustomization(file.slice(file.lastIndexOf("/") + 1)))
      index.setKustomization(readKustomization(file, textOf(result)));
  }
}

export function looksAcross(linter: Linter): boolean {
  return linter.rules.some(ruleLooksAcross);
}

function textOf({ documents }: FileResult): string {
  return documents.map(({ result }) => result.origin.text).join("\n---\n");
}

function alone(uri: string, own: FileResult, linter: Linter): ReturnType<Linter["lintAmong"]> {
  const index = new WorkspaceIndex();
  const file = normalizeUri(uri);
  index.set(file, fileFacts(own, file));
  return linter.lintAmong(index, file);
}
