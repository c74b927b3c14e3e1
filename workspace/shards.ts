import type { Kustomization } from "../engine/workspace/kustomization";
import type { FileSystem } from "./fileSystem";
import type { ChartFolders } from "./helm";
import type { WalkedWorkspace } from "./scanFiles";
import type { Walked } from "./walk";

/** One of several parts of a workspace; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The files of one part. A folder is not taken apart, nor is a chart, nor are kustomizations with all that they bring
 * together. What stays together goes by the name of its first folder, so that other files that come or go move nothing.
 * @param name what a folder is called wherever the workspace lies.
 */
export async function filesOfShard(
  { files, kustomizations, charts }: WalkedWorkspace,
  { index, of }: Shard,
  fileSystem: FileSystem,
  name: (folder: string) => string,
): Promise<readonly Walked[]> {
  const together = new Together();
  const units = new Units(fileSystem, charts);
  const unitOf = new Map<Walked, string>();
  for (const walked of files) {
    const unit = await units.of(fileSystem.dirname(walked.path));
    unitOf.set(walked, unit);
    together.add(unit);
  }
  const known = new Set(files.map(({ path }) => path));
  for (const kustomization of kustomizations) {
    const own = await units.of(kustomization.folder);
    for (const path of usedBy(kustomization))
      together.join(own, await units.of(known.has(path) ? fileSystem.dirname(path) : path));
  }
  const shards = new Map<string, number>();
  for (const [unit, names] of together.groups(name)) shards.set(unit, (hash(names) % of) + 1);
  return files.filter((walked) => shards.get(unitOf.get(walked) ?? "") === index);
}

function usedBy({ resources, components, patches }: Kustomization): string[] {
  return [...resources, ...components, ...patches.flatMap(({ file }) => file ?? [])];
}

/** The folders that are not taken apart: charts, and what lies in no chart by itself. */
class Units {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly charts: ChartFolders,
  ) {}

  async of(folder: string): Promise<string> {
    const known = this.known.get(folder);
    if (known !== undefined) return known;
    const unit = (await this.charts.chartOf(this.fileSystem.join(folder, "Chart.yaml"))) ?? folder;
    this.known.set(folder, unit);
    return unit;
  }
}

/** Sets of folders that stay together. */
class Together {
  private readonly above = new Map<string, string>();

  add(folder: string): void {
    if (!this.above.has(folder)) this.above.set(folder, folder);
  }

  join(one: string, other: string): void {
    this.add(one);
    this.add(other);
    this.above.set(this.top(one), this.top(other));
  }

  /** Each folder with the first name of its set. */
  groups(name: (folder: string) => string): Map<string, string> {
    const first = new Map<string, string>();
    for (const folder of this.above.keys()) {
      const top = this.top(folder);
      const own = name(folder);
      const least = first.get(top);
      if (least === undefined || own < least) first.set(top, own);
    }
    return new Map([...this.above.keys()].map((folder) => [folder, first.get(this.top(folder)) ?? ""]));
  }

  private top(folder: string): string {
    let top = folder;
    for (;;) {
      const above = this.above.get(top) ?? top;
      if (above === top) return top;
      // Halves the way for whoever asks next.
      this.above.set(top, this.above.get(above) ?? above);
      top = above;
    }
  }
}

/** FNV-1a with the last mixing of MurmurHash3, so that the remainder by a small number is even. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
