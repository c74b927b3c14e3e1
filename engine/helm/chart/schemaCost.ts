import { pointerKey } from "../../yaml/pointer";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Keywords whose schema, or schemas, are about the value itself. */
const same = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];
/** Keywords whose schema, or schemas, are about every item or member. */
const below = [
  "additionalProperties",
  "unevaluatedProperties",
  "additionalItems",
  "unevaluatedItems",
  "contains",
  "items",
  "prefixItems",
];

/**
 * How many times a validator looks at a part of the value, at most: it tries every alternative, so that a schema whose
 * alternatives refer to it takes twice as long for each level of the values. Counted without doing it; a pair of a schema
 * and a value is counted once.
 * @param most counting ends there.
 */
export function schemaCost(schema: JsonObject, value: Json, most: number): number {
  const known = new Map<Json, Map<Json, number>>();
  const anchors = anchorsOf(schema);
  let left = most;
  const cost = (rule: Json | undefined, about: Json): number => {
    if (!isObject(rule)) return 1;
    const costs = known.get(rule) ?? new Map<Json, number>();
    known.set(rule, costs);
    const before = costs.get(about);
    if (before !== undefined) return before;
    if (left-- <= 0) return most;
    // A schema that refers to itself about the same value: the validator ends there with an error.
    costs.set(about, 0);
    let sum = 1;
    for (const one of schemasAt(rule, same)) sum += cost(one, about);
    for (const one of dependents(rule)) sum += cost(one, about);
    const target = typeof rule.$ref === "string" ? referred(schema, rule.$ref, anchors) : undefined;
    if (target !== undefined) sum += cost(target, about);
    for (const [key, item] of membersOf(about)) {
      for (const one of schemasAt(rule, below)) sum += cost(one, item);
      const properties = rule.properties;
      if (isObject(properties) && Object.hasOwn(properties, key)) sum += cost(properties[key], item);
      if (isObject(rule.patternProperties))
        for (const one of Object.values(rule.patternProperties)) sum += cost(one, item);
    }
    sum = Math.min(sum, most);
    costs.set(about, sum);
    return sum;
  };
  return cost(schema, value);
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function membersOf(value: Json): (readonly [string, Json])[] {
  return value !== null && typeof value === "object" ? Object.entries(value) : [];
}

function schemasAt(rule: JsonObject, keywords: readonly string[]): Json[] {
  return keywords.flatMap((keyword): readonly Json[] => {
    const found = Object.hasOwn(rule, keyword) ? rule[keyword] : undefined;
    if (found === undefined) return [];
    return Array.isArray(found) ? found : [found];
  });
}

function dependents(rule: JsonObject): Json[] {
  return ["dependentSchemas", "dependencies"].flatMap((keyword) => {
    const found = rule[keyword];
    return isObject(found) ? Object.values(found) : [];
  });
}

function anchorsOf(schema: Json): ReadonlyMap<string, Json> {
  const anchors = new Map<string, Json>();
  const todo: Json[] = [schema];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === null || typeof next !== "object") continue;
    if (isObject(next))
      for (const name of [next.$id, next.id, next.$anchor])
        if (typeof name === "string") anchors.set(name.replace(/^#/, ""), next);
    for (const one of Object.values(next)) todo.push(one);
  }
  return anchors;
}

function referred(schema: Json, reference: string, anchors: ReadonlyMap<string, Json>): Json | undefined {
  const pointer = reference.replace(/^#/, "");
  if (pointer === "") return schema;
  if (!pointer.startsWith("/")) return anchors.get(pointer);
  let at: Json | undefined = schema;
  for (const step of pointer.split("/").slice(1)) {
    const key = pointerKey(decoded(step));
    if (at === null || typeof at !== "object" || !Object.hasOwn(at, key)) return undefined;
    at = (at as JsonObject)[key];
  }
  return at;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
