import { inOrder, type ResourceFacts } from "./facts";
import type { WorkspaceIndex } from "./workspaceIndex";

/** A way to find something in the objects of a workspace by a key: Services by their selector, grants by account. */
export interface Grouping<V> {
  /** The kinds of objects (see `ResourceFacts.kind`), or everything with a pod spec. */
  readonly of: readonly string[] | "workloads";
  /**
   * What one object adds, and under which keys. It must follow from the object alone: it is asked again when its file
   * changes and at no other time. What depends on other objects is asked of `workspace` by the values, when they are used.
   */
  entries(object: ResourceFacts, workspace: WorkspaceIndex): readonly (readonly [key: string, value: V])[];
}

/** The groups of one grouping, kept true object by object. */
export class Groups<V> {
  private readonly groups = new Map<string, Map<ResourceFacts, V[]>>();
  private readonly keys = new Map<ResourceFacts, readonly string[]>();
  /** What was asked for since its group last changed: a group may be as large as the workspace, and asked for by each. */
  private readonly lists = new Map<string, readonly V[]>();

  constructor(
    private readonly grouping: Grouping<V>,
    private readonly workspace: WorkspaceIndex,
  ) {}

  add(object: ResourceFacts): void {
    const { of } = this.grouping;
    if (of === "workloads" ? object.pods.length === 0 : !of.includes(object.kind)) return;
    const entries = this.grouping.entries(object, this.workspace);
    for (const [key, value] of entries) {
      const group = this.groups.get(key) ?? new Map<ResourceFacts, V[]>();
      this.groups.set(key, group);
      this.lists.delete(key);
      const values = group.get(object);
      if (values) values.push(value);
      else group.set(object, [value]);
    }
    if (entries.length > 0) this.keys.set(object, [...new Set(entries.map(([key]) => key))]);
  }

  delete(object: ResourceFacts): void {
    for (const key of this.keys.get(object) ?? []) {
      const group = this.groups.get(key);
      group?.delete(object);
      this.lists.delete(key);
      if (group?.size === 0) this.groups.delete(key);
    }
    this.keys.delete(object);
  }

  /** In the order of their objects, see `WorkspaceIndex`. */
  get(key: string): readonly V[] {
    const group = this.groups.get(key);
    if (!group) return [];
    const list =
      this.lists.get(key) ?? [...group].sort(([a], [b]) => inOrder(a, b)).flatMap(([, values]) => values);
    this.lists.set(key, list);
    return list;
  }

  /** The first that is wanted. */
  find(key: string, isWanted: (value: V) => boolean): V | undefined {
    return this.get(key).find(isWanted);
  }
}
