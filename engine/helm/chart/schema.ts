import { type OutputUnit, type SchemaDraft, Validator } from "@cfworker/json-schema";
import { pointerKey } from "../../yaml/pointer";
import { GoList, GoMap, Integer, stringOf, type Value } from "../value";
import type { Chart } from "./chart";
import { schemaCost } from "./schemaCost";

export interface SchemaProblem {
  /** The chart whose schema says so. */
  readonly chart: Chart;
  readonly message: string;
  /** Keys from the root of all values; list items by their index in decimal. */
  readonly path: readonly string[];
  /** Nothing could be checked: the schema itself cannot be used. */
  readonly warning: boolean;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The values against the values.schema.json of the chart and of those below it (pkg/chartutil/jsonschema.go of helm 3). */
export function schemaProblems(chart: Chart, values: GoMap): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  visit(chart, values, [], problems);
  return problems;
}

function visit(chart: Chart, values: GoMap, path: readonly string[], problems: SchemaProblem[]): void {
  if (chart.schema !== undefined) problems.push(...check(chart, chart.schema, values, path));
  for (const dependency of chart.dependencies) {
    const { name } = dependency.metadata;
    const below = values.get(name);
    if (below instanceof GoMap) visit(dependency, below, [...path, name], problems);
    else if (below !== null && below !== undefined)
      problems.push({
        chart: dependency,
        message: "invalid type for values: expected object (map)",
        path: [...path, name],
        warning: false,
      });
  }
}

function check(chart: Chart, text: string, values: GoMap, path: readonly string[]): SchemaProblem[] {
  const refused = (message: string, warning: boolean): SchemaProblem[] => [{ chart, message, path, warning }];
  let schema: Json;
  try {
    schema = JSON.parse(text);
  } catch {
    return refused("values.schema.json is not JSON", false);
  }
  if (schema === null || typeof schema !== "object" || Array.isArray(schema)) return [];
  const remote = remoteReference(schema);
  if (remote !== undefined) return refused(`values.schema.json refers to ${remote}, which is not read`, true);
  const draft = draftOf(schema.$schema);
  try {
    const safe = harmless(schema, draft) as { [key: string]: Json };
    const value = plain(values);
    if (schemaCost(safe, value, mostLooks) >= mostLooks)
      return refused("values.schema.json asks too much to be checked", true);
    const validator = new Validator(safe as object, draft, false);
    const { errors } = validator.validate(value);
    return leaves(errors).map(({ error, instanceLocation }) => ({
      chart,
      message: error,
      path: [...path, ...stepsOf(instanceLocation)],
      warning: false,
    }));
  } catch {
    // References in a circle, and those that lead nowhere.
    return refused("values.schema.json cannot be used", true);
  }
}

/** A tenth of a second. The schemas of 405 charts come to 2,653 at most. */
const mostLooks = 500_000;

function draftOf(name: Json | undefined): SchemaDraft {
  const text = typeof name === "string" ? name : "";
  if (text.includes("draft-04")) return "4";
  if (/draft-0[67]/.test(text)) return "7";
  return text.includes("2019-09") ? "2019-09" : "2020-12";
}

function remoteReference(schema: Json): string | undefined {
  const todo: Json[] = [schema];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (next === null || typeof next !== "object") continue;
    const reference = Array.isArray(next) ? undefined : next.$ref;
    if (typeof reference === "string" && /^(?!#)[A-Za-z][A-Za-z0-9+.-]*:/.test(reference)) return reference;
    todo.push(...Object.values(next));
  }
  return undefined;
}

/**
 * Without what could take long, or is not asserted: patterns in which a repetition is repeated, since a schema is not to be
 * trusted, and formats, which are annotations from 2019-09 on.
 */
function harmless(schema: Json, draft: SchemaDraft): Json {
  if (Array.isArray(schema)) return schema.map((item) => harmless(item, draft));
  if (schema === null || typeof schema !== "object") return schema;
  const kept: { [key: string]: Json } = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === "pattern" && typeof value === "string" && !isLinear(value)) continue;
    if (key === "format" && typeof value === "string" && draft !== "4" && draft !== "7") continue;
    if (key === "patternProperties" && value !== null && typeof value === "object" && !Array.isArray(value))
      kept[key] = Object.fromEntries(
        Object.entries(value)
          .filter(([pattern]) => isLinear(pattern))
          .map(([pattern, below]) => [pattern, harmless(below, draft)]),
      );
    else kept[key] = harmless(value, draft);
  }
  return kept;
}

function isLinear(pattern: string): boolean {
  const repetitions = pattern.match(/[*+}]/g)?.length ?? 0;
  return repetitions <= 2 && !/\)[*+{]/.test(pattern) && !/\\[1-9k]/.test(pattern);
}

/** The validator also reports every schema around what is wrong. */
function leaves(errors: readonly OutputUnit[]): OutputUnit[] {
  const around = new Set([
    "properties",
    "items",
    "$ref",
    "allOf",
    "additionalProperties",
    "if",
    "then",
    "else",
  ]);
  const own = errors.filter(
    (unit) => !around.has(unit.keyword) || !errors.some((other) => other !== unit && isBelow(other, unit)),
  );
  return own.slice(0, 100);
}

function isBelow(inner: OutputUnit, outer: OutputUnit): boolean {
  return (
    inner.keywordLocation.startsWith(`${outer.keywordLocation}/`) ||
    inner.instanceLocation.startsWith(`${outer.instanceLocation}/`)
  );
}

function stepsOf(location: string): string[] {
  const steps = location.replace(/^#\/?/, "").split("/");
  return steps.filter((step) => step !== "").map((step) => pointerKey(safeDecode(step)));
}

function safeDecode(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function plain(value: Value): Json {
  if (value instanceof GoMap)
    return Object.fromEntries([...value.entries].map(([key, item]) => [key, plain(item)]));
  if (value instanceof GoList) return value.items.map(plain);
  if (value instanceof Integer) return Number(value.value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  return stringOf(value) ?? null;
}
