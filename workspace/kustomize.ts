import { rootsOf } from "../engine/workspace/kustomization";
import type { Field } from "../engine/yaml/field";
import type { FileSystem } from "./fileSystem";
import { plainWork, type ScanWork } from "./scanWork";

/** The names that kustomize looks for (`RecognizedKustomizationFileNames` of sigs.k8s.io/kustomize/api/konfig). */
export const kustomizationNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

export function isKustomization(name: string): boolean {
  return (kustomizationNames as readonly string[]).includes(name);
}

/**
 * The files that a kustomization names as patches, as it writes them: relative to its folder, with `/`. Inline patches
 * are no files. Fields of `Kustomization` in sigs.k8s.io/kustomize/api/types, v5: `patches`, `patchesStrategicMerge`,
 * `patchesJson6902`; a component (`kind: Component`) has the same.
 */
export function patchesOf(text: string): string[] {
  return patchesIn(rootsOf(text));
}

/** The same of documents that were read. */
export function patchesIn(roots: readonly Field[]): string[] {
  const found: string[] = [];
  for (const root of roots) {
    const named: (Field | undefined)[] = [
      ...root.at("patchesStrategicMerge").items(),
      ...root
        .at("patchesJson6902")
        .items()
        .map((item) => item.at("path")),
      // Before version 2.1 an entry of `patches` was the path itself.
      ...root
        .at("patches")
        .items()
        .map((item) => (item.isMap ? item.at("path") : item)),
    ];
    for (const field of named) {
      const path = field?.string();
      if (path && !path.includes("\n")) found.push(path);
    }
  }
  return found;
}

/** Knows which files are Kustomize patches: fragments of objects whose other half lies elsewhere. */
export class PatchIndex {
  private readonly byKustomization = new Map<string, readonly string[]>();
  private patches: Set<string> | undefined;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly work: Pick<ScanWork, "read"> = plainWork,
  ) {}

  /** Takes in the text of a kustomization file, in place of what it said before. */
  add(kustomization: string, text: string): void {
    this.set(kustomization, this.work.read(kustomization, text, () => patchesOf(text)) ?? []);
  }

  /** @param named the patches that it names, as `patchesOf` gives them. */
  set(kustomization: string, named: readonly string[]): void {
    const folder = this.fileSystem.dirname(kustomization);
    this.byKustomization.set(
      kustomization,
      named.map((path) => resolveSteps(this.fileSystem, folder, path)),
    );
    this.patches = undefined;
  }

  remove(kustomization: string): void {
    this.byKustomization.delete(kustomization);
    this.patches = undefined;
  }

  /**
   * Reads the kustomizations of the file's folder and of those above it, up to and with `top`: for a single file, where
   * nobody has walked the whole folder.
   */
  async addAbove(file: string, top: string): Promise<void> {
    for (let folder = this.fileSystem.dirname(file); ; folder = this.fileSystem.dirname(folder)) {
      if (this.fileSystem.relative(top, folder) === undefined) return;
      for (const name of kustomizationNames) {
        const kustomization = this.fileSystem.join(folder, name);
        try {
          this.add(kustomization, await this.fileSystem.readFile(kustomization));
        } catch {
          this.remove(kustomization);
        }
      }
      if (this.fileSystem.dirname(folder) === folder) return;
    }
  }

  isPatch(file: string): boolean {
    this.patches ??= new Set([...this.byKustomization.values()].flat());
    return this.patches.has(file);
  }
}

function resolveSteps(fileSystem: FileSystem, folder: string, path: string): string {
  let current = folder;
  for (const step of path.split("/")) {
    if (step === "..") current = fileSystem.dirname(current);
    else if (step !== "." && step !== "") current = fileSystem.join(current, step);
  }
  return current;
}
