import {
  type Kustomization,
  type KustomizePatch,
  kustomizationOf,
  rootsOf,
} from "../engine/workspace/kustomization";
import { readOperations } from "../engine/workspace/operations";
import type { Snapshot } from "../engine/yaml/snapshot";
import { inOrder } from "./atOnce";
import { type FileSystem, largestFile } from "./fileSystem";
import { isKustomization, PatchIndex, patchesIn } from "./kustomize";
import { plainWork, type ScanWork } from "./scanWork";
import type { Walked } from "./walk";

/** Reads the kustomizations of a scan, which are known before any other file is looked at. */
export class KustomizationReader {
  readonly patches: PatchIndex;
  private readonly kustomizations: Kustomization[] = [];

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly work: Pick<ScanWork, "read"> = plainWork,
  ) {
    this.patches = new PatchIndex(fileSystem);
  }

  /** Takes those of the files that are one by their names. */
  async read(files: readonly Walked[], shouldStop: () => boolean = () => false): Promise<void> {
    const { fileSystem } = this;
    const isOne = ({ kind, path }: Walked) =>
      kind === "file" && isKustomization(fileSystem.relative(fileSystem.dirname(path), path) ?? "");
    for await (const { path, text } of this.texts(files.filter(isOne))) {
      if (shouldStop()) return;
      if (text === undefined) continue;
      const read = this.work.read(path, text, () => {
        const roots = rootsOf(text);
        return { patches: patchesIn(roots), kustomization: kustomizationOf(path, roots) };
      });
      this.patches.set(path, read?.patches ?? []);
      if (read) this.kustomizations.push(read.kustomization);
    }
  }

  /** Patches that are lists of operations are no objects: they become part of the kustomizations that name them. */
  async withOperations(files: readonly Walked[]): Promise<Kustomization[]> {
    const { kustomizations } = this;
    const named = new Set(
      kustomizations.flatMap(({ patches }) => patches.filter(namesFile).map(({ file }) => file)),
    );
    const operations = new Map<string | undefined, readonly Snapshot[]>();
    const isNamed = ({ kind, path }: Walked) => kind === "file" && named.has(path);
    for await (const { path, text = "" } of this.texts(files.filter(isNamed)))
      operations.set(path, this.work.read(path, text, () => readOperations(text)) ?? []);
    return kustomizations.map((one) => ({
      ...one,
      patches: one.patches.map((patch) => ({
        ...patch,
        operations: [...patch.operations, ...((namesFile(patch) && operations.get(patch.file)) || [])],
      })),
    }));
  }

  private texts(files: readonly Walked[]): AsyncGenerator<{ path: string; text: string | undefined }> {
    const { atOnce = 1 } = this.fileSystem;
    return inOrder(files, atOnce, async ({ path }) => ({ path, text: await this.textOf(path) }));
  }

  /** What cannot be read is named when its turn as a file of the scan comes. */
  private async textOf(path: string): Promise<string | undefined> {
    try {
      const { size } = await this.fileSystem.stat(path);
      return size > largestFile ? undefined : await this.fileSystem.readFile(path);
    } catch {
      return undefined;
    }
  }
}

function namesFile({ target, file }: KustomizePatch): boolean {
  return target !== undefined && file !== undefined;
}
