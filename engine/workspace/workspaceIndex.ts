import type { ResourceReference } from "../finding";
import type { Snapshot } from "../yaml/snapshot";
import { inOrder, type ResourceFacts } from "./facts";
import { type Grouping, Groups } from "./grouping";
import type { Kustomization } from "./kustomization";
import { Kustomizations } from "./kustomizations";

/**
 * The objects of a workspace, file by file; a file is replaced when it changes, nothing else is touched. What is asked for
 * comes in the order of the files' names: which of several objects is named must not depend on what was typed last.
 */
export class WorkspaceIndex {
  private readonly files = new Map<string, readonly ResourceFacts[]>();
  /** Every object under each of its keys (see `keysOf`): whatever is asked for is one look-up away. */
  private readonly groups = new Map<string, ResourceFacts | Set<ResourceFacts>>();
  /** The groups that were asked for since they last changed, in order. */
  private readonly lists = new Map<string, readonly ResourceFacts[]>();
  private readonly groupings = new Map<Grouping<unknown>, Groups<unknown>>();
  /** File -> its objects by identity, for the files that somebody asked about. */
  private readonly identities = new Map<string, ReadonlyMap<string, ResourceFacts>>();
  readonly kustomizations = new Kustomizations();
  private readonly operations = new Map<string, readonly Snapshot[]>();
  /** Counts changes: results of rules across files hold as long as it stays. */
  generation = 0;

  set(file: string, facts: readonly ResourceFacts[]): void {
    this.forget(file);
    if (facts.length > 0) this.files.set(file, facts);
    for (const fact of facts) {
      for (const key of keysOf(fact)) {
        const group = this.groups.get(key);
        this.lists.delete(key);
        if (group instanceof Set) group.add(fact);
        // Most keys belong to one object, and a set takes five times as much as what it would hold.
        else this.groups.set(key, group ? new Set([group, fact]) : fact);
      }
      for (const groups of this.groupings.values()) groups.add(fact);
    }
    this.generation++;
  }

  /** A file is this kustomization, from now on. */
  setKustomization(kustomization: Kustomization): void {
    this.kustomizations.set(kustomization);
    this.generation++;
  }

  /** A file holds these operations of RFC 6902, from now on. */
  setOperations(file: string, operations: readonly Snapshot[]): void {
    if (operations.length === 0 && !this.operations.has(file)) return;
    if (operations.length > 0) this.operations.set(file, operations);
    else this.operations.delete(file);
    this.generation++;
  }

  operationsIn(file: string): readonly Snapshot[] {
    return this.operations.get(file) ?? [];
  }

  delete(file: string): void {
    this.forget(file);
    this.operations.delete(file);
    this.kustomizations.delete(file);
    this.generation++;
  }

  inFile(file: string): readonly ResourceFacts[] {
    return this.files.get(file) ?? [];
  }

  /** The first object of a file with this identity. */
  identified(file: string, reference: ResourceReference): ResourceFacts | undefined {
    const known = this.identities.get(file) ?? identitiesOf(this.inFile(file));
    this.identities.set(file, known);
    return known.get(identityOf(reference));
  }

  hasKind(kind: string): boolean {
    return this.groups.has(joined("kind", kind));
  }

  /** The objects of these kinds (see `ResourceFacts.kind`), kind by kind. */
  ofKind(...kinds: readonly string[]): readonly ResourceFacts[] {
    return kinds.flatMap((kind) => this.group("kind", kind));
  }

  /** The objects of these kinds in a namespace, named as by `namespaceOf`. */
  inNamespace(namespace: string, ...kinds: readonly string[]): readonly ResourceFacts[] {
    return kinds.flatMap((kind) => this.group("kind", kind, namespace));
  }

  /** The objects of this kind and name: more than one where several files describe the same. */
  named(kind: string, namespace: string, name: string): readonly ResourceFacts[] {
    return this.group("kind", kind, namespace, name);
  }

  /** The objects without a namespace of this kind and name, whatever namespace their text gives them. */
  clusterNamed(kind: string, name: string): readonly ResourceFacts[] {
    return this.group("name", kind, name);
  }

  /** The workloads: everything with a pod spec. */
  get workloads(): readonly ResourceFacts[] {
    return this.group("workload");
  }

  workloadsIn(namespace: string): readonly ResourceFacts[] {
    return this.group("workload", namespace);
  }

  /** True where some workload of the namespace is known: what is not found there is more than not looked at. */
  hasWorkloads(namespace: string): boolean {
    return this.groups.has(joined("workload", namespace));
  }

  /** The workloads of a namespace with a pod template that has this label. */
  workloadsWith(namespace: string, label: string, value: string): readonly ResourceFacts[] {
    return this.group("label", namespace, label, value);
  }

  /** The groups of the whole workspace, made when they are first asked for and kept true from then on. */
  grouped<V>(grouping: Grouping<V>): Groups<V> {
    const known = this.groupings.get(grouping);
    // The map holds for each grouping the groups of its own type.
    if (known) return known as Groups<V>;
    const groups = new Groups(grouping, this);
    for (const facts of this.files.values()) for (const fact of facts) groups.add(fact);
    this.groupings.set(grouping, groups);
    return groups;
  }

  private group(...steps: readonly string[]): readonly ResourceFacts[] {
    const key = joined(...steps);
    const group = this.groups.get(key);
    if (!(group instanceof Set)) return group ? [group] : [];
    const list = this.lists.get(key) ?? [...group].sort(inOrder);
    this.lists.set(key, list);
    return list;
  }

  private forget(file: string): void {
    for (const fact of this.files.get(file) ?? []) {
      for (const key of keysOf(fact)) {
        const group = this.groups.get(key);
        this.lists.delete(key);
        if (group instanceof Set) group.delete(fact);
        if (group === fact || (group instanceof Set && group.size === 0)) this.groups.delete(key);
      }
      for (const groups of this.groupings.values()) groups.delete(fact);
    }
    this.files.delete(file);
    this.identities.delete(file);
  }
}

function identitiesOf(facts: readonly ResourceFacts[]): ReadonlyMap<string, ResourceFacts> {
  return new Map([...facts].reverse().map((fact) => [identityOf(fact.reference), fact]));
}

function identityOf({ document, kind, name, namespace }: ResourceReference): string {
  return JSON.stringify([document, kind, name, namespace]);
}

function keysOf(fact: ResourceFacts): string[] {
  const { kind, pods, reference } = fact;
  const namespace = namespaceOf(fact);
  const keys = [joined("kind", kind), joined("kind", kind, namespace)];
  if (reference.name !== null)
    keys.push(joined("kind", kind, namespace, reference.name), joined("name", kind, reference.name));
  if (pods.length > 0) keys.push(joined("workload"), joined("workload", namespace));
  for (const { labels } of pods)
    for (const [label, value] of labels) keys.push(joined("label", namespace, label, value));
  return keys;
}

/** No key of YAML that reaches a cluster holds the separator. */
function joined(...steps: readonly string[]): string {
  return steps.join("\0");
}

/**
 * The namespace an object is taken to be in: its own, or `default`. What names none is left to `kubectl -n`, a Kustomize
 * or a release; objects that say nothing are deployed together, and together with those that name `default`.
 */
export function namespaceOf({ reference }: ResourceFacts): string {
  return reference.namespace ?? "default";
}

export function sameNamespace(a: ResourceFacts, b: ResourceFacts): boolean {
  return namespaceOf(a) === namespaceOf(b);
}

/** Two texts of one object: a file that is there twice, a base and its patch, an environment each. */
export function isSameObject(a: ResourceFacts, b: ResourceFacts): boolean {
  return (
    a === b ||
    (a.kind === b.kind &&
      a.reference.name !== null &&
      a.reference.name === b.reference.name &&
      sameNamespace(a, b))
  );
}
