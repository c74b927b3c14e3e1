import { rulesOfFlag } from "./explainFlag";
import type { Finding } from "./finding";
import type { ContainerView } from "./kubernetes/container";
import { type FieldFact, fieldFacts } from "./kubernetes/fieldFacts";
import { type PodSpecView, podSpecsOf } from "./kubernetes/podSpec";
import { rbacRulesOf } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import type { FileResult, PlacedDocument } from "./linter";
import { takesKind } from "./lintResource";
import type { Rule } from "./rule";
import type { Field } from "./yaml/field";
import { type Span, shiftSpan } from "./yaml/span";

/** What can be said of a place in a file. Offsets count from the start of the file. */
export interface Explanation {
  /** What was pointed at. */
  readonly span: Span;
  readonly about: Subject;
  /** The key that was pointed at, or the last one above an item of a list. */
  readonly key: string;
  readonly setting: Setting | undefined;
  /** Ids of the rules that look at this setting; those with a finding here come first. */
  readonly rules: readonly string[];
  /** What was found wrong with what is written here. */
  readonly findings: readonly Finding[];
  /** What the container or pod lacks, where its name or a key above the missing settings was pointed at. */
  readonly missing: readonly Finding[];
}

/** The object that a setting belongs to. */
export interface Subject {
  readonly kind: SubjectKind;
  /** The container's name; of anything else the resource's, empty where it has none. */
  readonly name: string;
  readonly resourceKind: string;
}

export type SubjectKind = "container" | "pod" | "resource" | "rbacRule";

export interface Setting {
  /** Below its subject: `securityContext.privileged`. */
  readonly path: string;
  /** The value in force. Only settings of the table of facts have one, so that no secret is ever repeated. */
  readonly value: string | undefined;
  readonly from: "here" | "pod" | "default" | "later";
  /** Offset of the place that decides, where that is another one. */
  readonly decidedAt: number | undefined;
  /** One sentence on the effect of the value. */
  readonly meaning: string | undefined;
  /** Containers may set it for themselves. */
  readonly forContainers: boolean;
}

/**
 * Explains the place at `offset`. `undefined` where neither a rule nor a table knows anything about it.
 * @param results of one text under one or several configurations; their findings are taken together.
 */
export function explain(
  results: readonly FileResult[],
  offset: number,
  rules: readonly Rule[],
): Explanation | undefined {
  for (const placed of results[0]?.documents ?? []) {
    if (offset < placed.start || offset > placed.start + placed.length) continue;
    const root = placed.result.document?.root;
    const field = root && fieldAt(root, offset - placed.start);
    const resource = field && placed.result.resources.find(({ root: own }) => pathBelow(own, field));
    if (field && resource) return explainField(field, resource, placed, offset, allFindings(results), rules);
  }
  return undefined;
}

/** The deepest field whose key or scalar covers the offset (of the document); nothing for blanks and comments. */
export function fieldAt(field: Field, offset: number): Field | undefined {
  const node = field.written;
  if (!node) return undefined;
  if (node.kind === "map") {
    const pair = node.pairs.find(({ start, end }) => start <= offset && offset <= end);
    const child = pair && field.entries().find(({ keyNode }) => keyNode === pair.key);
    if (!child || !pair.key) return undefined;
    return covers(pair.key, offset) ? child : fieldAt(child, offset);
  }
  if (node.kind === "sequence") {
    const index = node.items.findIndex(({ start, end }) => start <= offset && offset <= end);
    return index < 0 ? undefined : fieldAt(field.at(index), offset);
  }
  return covers(node, offset) ? field : undefined;
}

function covers({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** Every finding once. */
function allFindings(results: readonly FileResult[]): Finding[] {
  const byKey = new Map<string, Finding>();
  for (const { findings } of results)
    for (const finding of findings) {
      const key = `${finding.rule} ${finding.resource.document} ${finding.path} ${finding.span.start}`;
      if (!byKey.has(key)) byKey.set(key, finding);
    }
  return [...byKey.values()];
}

/** A subject with the way from it down to the field that is explained. */
interface Scope {
  readonly prefix: SubjectKind;
  readonly field: Field;
  readonly path: readonly (string | number)[];
  readonly subject: Subject;
  readonly container?: ContainerView;
  readonly pod?: PodSpecView;
}

function explainField(
  field: Field,
  resource: ResourceView,
  { start }: PlacedDocument,
  offset: number,
  findings: readonly Finding[],
  rules: readonly Rule[],
): Explanation | undefined {
  const scopes = scopesOf(field, resource);
  const [scope] = scopes;
  if (!scope) return undefined;
  const ofDocument = findings.filter((finding) => finding.resource.document === resource.documentIndex);
  const { pointer } = field;
  const here = ofDocument.filter(
    (finding) =>
      !finding.missing &&
      (finding.path === pointer || isItemOf(pointer, finding.path) || covers(finding.span, offset)),
  );
  const matching = [...rulesOf(scopes, resource, rules), ...rulesOfFlag(field, resource, rules)];
  const found = (rule: string) => here.some((finding) => finding.rule === rule);
  const ids = new Set([
    ...here.map(({ rule }) => rule),
    ...matching.map(({ id }) => id).sort((a, b) => Number(found(b)) - Number(found(a))),
  ]);
  const setting = settingOf(scopes, start);
  const missing = ofDocument.filter(
    (finding) => finding.missing && (covers(finding.span, offset) || isAbove(field, finding, scope)),
  );
  if (ids.size === 0 && missing.length === 0 && !setting) return undefined;
  return {
    span: shiftSpan(field.keySpan ?? field.span, start),
    about: scope.subject,
    key: lastKey(field),
    setting,
    rules: [...ids],
    findings: here,
    missing,
  };
}

/** The rules that look at the setting; those that look at whatever stands there only where no other one does. */
function rulesOf(scopes: readonly Scope[], resource: ResourceView, rules: readonly Rule[]): readonly Rule[] {
  const looking = (isWanted: (pattern: string) => boolean) =>
    rules.filter(
      (rule) =>
        (!rule.kinds || takesKind(rule, resource)) &&
        scopes.some((scope) => rule.fields.some((at) => isWanted(at) && matches(at, scope))),
    );
  const atIt = looking((pattern) => !pattern.endsWith(".*"));
  return atIt.length > 0 ? atIt : looking((pattern) => pattern.endsWith(".*"));
}

function lastKey(field: Field): string {
  for (let current: Field | undefined = field; current; current = current.parent)
    if (typeof current.key === "string") return current.key;
  return "";
}

/** The nearest subject first. */
function scopesOf(field: Field, resource: ResourceView): Scope[] {
  const scopes: Scope[] = [];
  const add = (prefix: Scope["prefix"], from: Field, name: string, more: Partial<Scope> = {}) => {
    const path = pathBelow(from, field);
    const subject = { kind: prefix, name, resourceKind: resource.kind };
    if (path) scopes.push({ prefix, field: from, path, subject, ...more });
  };
  const name = resource.name ?? "";
  for (const pod of podSpecsOf(resource)) {
    for (const container of pod.containers)
      add("container", container.field, container.name, { container, pod });
    add("pod", pod.field, name, { pod });
    const below = pathBelow(pod.metadata, field);
    const subject = { kind: "pod", name, resourceKind: resource.kind } as const;
    if (below) scopes.push({ prefix: "pod", field: pod.metadata, path: ["metadata", ...below], subject });
  }
  for (const rule of rbacRulesOf(resource)) add("rbacRule", rule.field, name);
  add("resource", resource.root, name);
  return scopes;
}

/** Keys and indexes from `from` down to `field`; `undefined` where it lies elsewhere. */
function pathBelow(from: Field, field: Field): (string | number)[] | undefined {
  const path: (string | number)[] = [];
  let current: Field | undefined = field;
  while (current && current !== from) {
    path.unshift(current.key);
    current = current.parent;
  }
  return current && path;
}

/** True where a rule's field is this one, or a sequence that this one is an item of. */
function matches(pattern: string, { prefix, path }: Scope): boolean {
  const [first, ...steps] = stepsOf(pattern);
  // The pod's value of a setting that containers inherit is looked at by the rules on containers.
  const inherited = prefix === "pod" && first === "container" && fieldFacts.get(pattern)?.inherits === true;
  if (first !== prefix && !inherited) return false;
  if (path.length < steps.length || steps.length === 0) return false;
  return path.every((step, index) => {
    const wanted = steps[index];
    if (wanted === undefined) return typeof step === "number";
    return wanted === "*" || wanted === String(step) || isPrefix(wanted, String(step));
  });
}

/** The steps of a pattern; the name of an annotation or label is one step, dots and all. */
function stepsOf(pattern: string): string[] {
  const [, above, name] = /^(.*\.(?:annotations|labels))\.(.+)$/.exec(pattern) ?? [];
  return above === undefined || name === undefined ? pattern.split(".") : [...above.split("."), name];
}

/** `nginx.ingress.kubernetes.io/*` stands for every annotation with that prefix. */
function isPrefix(wanted: string, step: string): boolean {
  return wanted.endsWith("/*") && step.startsWith(wanted.slice(0, -1));
}

function isItemOf(pointer: string, list: string): boolean {
  return pointer.startsWith(`${list}/`) && /^\d+$/.test(pointer.slice(list.length + 1));
}

/** A missing setting is told on the keys above it too, down from the subject that lacks it. */
function isAbove(field: Field, finding: Finding, scope: Scope): boolean {
  if (finding.subject !== scope.field.pointer) return false;
  return field === scope.field || finding.path.startsWith(`${field.pointer}/`);
}

function settingOf(scopes: readonly Scope[], start: number): Setting | undefined {
  for (const scope of scopes) {
    const known = factOf(scope);
    if (!known) continue;
    const { fact, field, path } = known;
    const forContainers = scope.prefix === "pod" && fact.inherits === true;
    const base = { path: path.join("."), forContainers };
    if (field.exists && field.undecided)
      return { ...base, value: undefined, from: "later", decidedAt: undefined, meaning: undefined };
    if (field.present) {
      const value = valueText(field);
      return { ...base, value, from: "here", decidedAt: undefined, meaning: meaningOf(fact, value) };
    }
    const pod = fact.inherits && scope.container ? scope.pod?.field.at(...path) : undefined;
    if (pod?.present) {
      const value = valueText(pod);
      const decidedAt = start + pod.span.start;
      return { ...base, value, from: "pod", decidedAt, meaning: meaningOf(fact, value) };
    }
    const meaning = fact.unset ?? meaningOf(fact, fact.default);
    return { ...base, value: fact.default, from: "default", decidedAt: undefined, meaning };
  }
  return undefined;
}

/** The fact about the field of the scope, about the sequence it is an item of, or about the one field below it. */
function factOf(
  scope: Scope,
): { fact: FieldFact; field: Field; path: readonly (string | number)[] } | undefined {
  const key = (path: readonly (string | number)[]) =>
    [scope.prefix, ...path.map((step) => (typeof step === "number" ? "*" : step))].join(".");
  const last = scope.path.at(-1);
  const up = scope.path.slice(0, -1);
  const candidates = [
    scope.path,
    ...(typeof last === "number" ? [up] : []),
    ...(last === "seccompProfile" || last === "appArmorProfile" ? [[...scope.path, "type"]] : []),
  ];
  for (const path of candidates) {
    const fact = fieldFacts.get(key(path));
    if (fact) return { fact, field: scope.field.at(...path), path };
  }
  return undefined;
}

function meaningOf(fact: FieldFact, value: string): string | undefined {
  return fact.values && Object.hasOwn(fact.values, value) ? fact.values[value] : fact.set;
}

/** A scalar's value, the items of a list in brackets, and nothing of what lies deeper. */
function valueText(field: Field): string {
  if (field.isSequence) {
    const items = field.items().map((item) => item.text() ?? "…");
    return `[${items.slice(0, 8).join(", ")}${items.length > 8 ? ", …" : ""}]`;
  }
  return field.text() ?? "…";
}
