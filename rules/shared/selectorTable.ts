import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import type { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";

/** Something that selects pods by their labels. */
export interface Selecting {
  /** The namespace whose pods it selects; `undefined` for those of all. */
  readonly namespace: string | undefined;
  /** A label that all it selects have, where there is one. */
  readonly label: readonly [label: string, value: string] | undefined;
  selects(labels: ReadonlyMap<string, string>, namespace: string): boolean;
}

/** Finds what selects a pod without asking everything that selects pods. */
export function selecting<T extends Selecting>(
  workspace: WorkspaceIndex,
  table: Grouping<T>,
  namespace: string,
  labels: ReadonlyMap<string, string>,
): T[] {
  const groups = workspace.grouped(table);
  const keys = [undefined, ...labels].flatMap((label) => [keyOf(namespace, label), keyOf(undefined, label)]);
  return keys.flatMap((key) => groups.get(key)).filter((item) => item.selects(labels, namespace));
}

/** The grouping for `selecting`: what the objects of these kinds select. */
export function selectorTable<T extends Selecting>(
  kinds: readonly string[],
  make: (object: ResourceFacts, workspace: WorkspaceIndex) => readonly T[],
): Grouping<T> {
  return {
    of: kinds,
    entries: (object, workspace) =>
      make(object, workspace).map((item) => [keyOf(item.namespace, item.label), item] as const),
  };
}

function keyOf(namespace: string | undefined, label: Selecting["label"]): string {
  return `${namespace ?? ""}\0${label ? label.join("\0") : ""}`;
}
