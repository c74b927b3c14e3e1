import type { Reading } from "../yaml/reading";
import type { ResourceFacts } from "./facts";

/** The objects of a workspace, file by file; a file is replaced when it changes, nothing else is touched. */
export class WorkspaceIndex {
  private readonly files = new Map<string, readonly ResourceFacts[]>();
  private readonly kinds = new Map<string, Set<ResourceFacts>>();
  /** Counts changes: results of rules across files hold as long as it stays. */
  generation = 0;

  set(file: string, facts: readonly ResourceFacts[]): void {
    this.forget(file);
    if (facts.length > 0) this.files.set(file, facts);
    for (const fact of facts) {
      const { kind } = fact;
      const known = this.kinds.get(kind);
      if (known) known.add(fact);
      else this.kinds.set(kind, new Set([fact]));
    }
    this.generation++;
  }

  delete(file: string): void {
    this.forget(file);
    this.generation++;
  }

  inFile(file: string): readonly ResourceFacts[] {
    return this.files.get(file) ?? [];
  }

  /** The objects of these kinds (see `ResourceFacts.kind`), in the order in which they came. */
  ofKind(...kinds: readonly string[]): ResourceFacts[] {
    return kinds.flatMap((kind) => [...(this.kinds.get(kind) ?? [])]);
  }

  /** The workloads: everything with a pod spec. */
  get workloads(): ResourceFacts[] {
    return [...this.files.values()].flat().filter(({ pod }) => pod !== undefined);
  }

  private forget(file: string): void {
    for (const fact of this.files.get(file) ?? []) this.kinds.get(fact.kind)?.delete(fact);
    this.files.delete(file);
  }
}

/**
 * The namespace an object is taken to be in: its own, or the empty string for what is left to `kubectl -n`, a Kustomize
 * or a release. Two objects that say nothing are deployed together.
 */
export function namespaceOf(facts: ResourceFacts): string {
  return facts.reference.namespace ?? "";
}

export function sameNamespace(a: ResourceFacts, b: ResourceFacts): boolean {
  return namespaceOf(a) === namespaceOf(b);
}

/** The entries of a map of texts, such as labels. */
export function textMap(map: Reading): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of map.entries()) {
    const text = entry.text();
    if (text !== undefined) texts.set(String(entry.key), text);
  }
  return texts;
}

/**
 * A label selector (`matchLabels` and `matchExpressions`, k8s.io/apimachinery meta/v1 `LabelSelectorAsSelector`) on
 * labels; an empty selector matches everything, a missing one nothing.
 */
export function selectorMatches(selector: Reading, labels: ReadonlyMap<string, string>): boolean {
  if (!selector.present) return false;
  for (const [key, value] of textMap(selector.at("matchLabels"))) if (labels.get(key) !== value) return false;
  return selector
    .at("matchExpressions")
    .items()
    .every((expression) => expressionMatches(expression, labels));
}

function expressionMatches(expression: Reading, labels: ReadonlyMap<string, string>): boolean {
  const key = expression.at("key").text() ?? "";
  const values = expression
    .at("values")
    .items()
    .map((item) => item.text() ?? "");
  const value = labels.get(key);
  switch (expression.at("operator").string()) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      return false;
  }
}

/** The plain map of a Service or ReplicationController selector; an empty or missing one selects nothing. */
export function plainSelectorMatches(selector: Reading, labels: ReadonlyMap<string, string>): boolean {
  const wanted = textMap(selector);
  return wanted.size > 0 && [...wanted].every(([key, value]) => labels.get(key) === value);
}
