/** Something that selects pods by their labels. */
export interface Selecting {
  /** The namespace whose pods it selects; `undefined` for those of all. */
  readonly namespace: string | undefined;
  /** A label that all it selects have, where there is one. */
  readonly label: readonly [label: string, value: string] | undefined;
  selects(labels: ReadonlyMap<string, string>, namespace: string): boolean;
}

/** Finds what selects a pod without asking everything that selects pods. */
export class SelectorTable<T extends Selecting> {
  private readonly groups = new Map<string, T[]>();

  constructor(readonly all: readonly T[]) {
    for (const item of all) {
      const key = keyOf(item.namespace, item.label);
      const group = this.groups.get(key);
      if (group) group.push(item);
      else this.groups.set(key, [item]);
    }
  }

  /** What selects a pod of this namespace with these labels. */
  selecting(namespace: string, labels: ReadonlyMap<string, string>): T[] {
    const keys = [undefined, ...labels].flatMap((label) => [
      keyOf(namespace, label),
      keyOf(undefined, label),
    ]);
    return keys
      .flatMap((key) => this.groups.get(key) ?? [])
      .filter((item) => item.selects(labels, namespace));
  }
}

function keyOf(namespace: string | undefined, label: Selecting["label"]): string {
  return `${namespace ?? ""}\0${label ? label.join("\0") : ""}`;
}
