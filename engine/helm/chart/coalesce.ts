import { printValue } from "../lib/printf";
import { quoteGo } from "../lib/quote";
import type { Origins } from "../origin";
import { GoMap } from "../value";
import type { Chart } from "./chart";
import { copyFlat, copyTable, joinPlaces, slotOrigin, take } from "./tables";

/**
 * How values given by the user and those of charts make up what templates see (pkg/chartutil/coalesce.go of helm 3).
 * `merge` keeps nulls, which otherwise delete what a chart has by default.
 */
export interface Coalescing {
  readonly origins: Origins;
  readonly merge: boolean;
  /** helm goes on, and says so. */
  readonly warn: (message: string) => void;
}

/** helm stops here. */
export class ValuesError extends Error {}

/** The values of a chart and its dependencies under those given, which stay as they are. Throws a `ValuesError`. */
export function coalesceValues(chart: Chart, given: GoMap, how: Coalescing): GoMap {
  return coalesceChart(chart, copyTable(given), "", how);
}

function coalesceChart(chart: Chart, into: GoMap, prefix: string, how: Coalescing): GoMap {
  coalesceOwn(chart, into, prefix, how);
  for (const dependency of chart.dependencies) {
    const { name } = dependency.metadata;
    if (!into.entries.has(name))
      into.set(
        name,
        new GoMap(new Map(), undefined, how.origins.child(into.origin, name)),
        slotOrigin(how.origins, into, name),
      );
    const below = into.get(name);
    // helm prints the value with the verb of a bool.
    if (!(below instanceof GoMap)) throw new ValuesError(`type mismatch on ${name}: %!t(${describe(below)})`);
    const inner = joined(prefix, chart.metadata.name);
    coalesceGlobals(below, into, inner, how);
    coalesceChart(dependency, below, inner, how);
  }
  return into;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "string") return `string=${value}`;
  if (typeof value === "number") return `float64=${printValue(value)}`;
  return typeof value === "boolean" ? String(value) : "[]interface {}=[]";
}

function coalesceOwn(chart: Chart, into: GoMap, prefix: string, how: Coalescing): void {
  const path = joined(prefix, chart.metadata.name);
  const defaults = copyTable(chart.values);
  for (const [key, value] of defaults.entries) {
    if (!into.entries.has(key)) {
      take(how.origins, into, key, defaults);
      continue;
    }
    const present = into.get(key);
    if (present === null || present === undefined) {
      if (!how.merge) into.delete(key);
    } else if (present instanceof GoMap) {
      if (value instanceof GoMap) {
        const isChart = chart.dependencies.some(({ metadata }) => metadata.name === key);
        coalesceTables(present, value, joined(path, key), { ...how, merge: how.merge || isChart });
      } else if (value !== null) how.warn(`skipped value for ${path}.${key}: Not a table.`);
    }
  }
  joinPlaces(how.origins, into, chart.values);
}

function coalesceGlobals(into: GoMap, from: GoMap, prefix: string, how: Coalescing): void {
  const { origins, warn } = how;
  const present = into.entries.has("global")
    ? into.get("global")
    : new GoMap(new Map(), undefined, slotOrigin(origins, into, "global"));
  if (!(present instanceof GoMap)) {
    warn("skipping globals because destination global is not a table.");
    return;
  }
  const source = from.entries.has("global") ? from.get("global") : new GoMap();
  if (!(source instanceof GoMap)) {
    warn("skipping globals because source global is not a table.");
    return;
  }
  for (const [key, value] of source.entries) {
    const own = present.get(key);
    if (value instanceof GoMap) {
      const copy = copyFlat(value);
      if (!present.entries.has(key)) present.set(key, copy, slotOrigin(origins, source, key));
      else if (own instanceof GoMap) {
        coalesceTables(copy, own, joined(prefix, key), { ...how, merge: true });
        present.set(key, copy, slotOrigin(origins, source, key));
      } else warn(`Conflict: cannot merge map onto non-map for ${quoteGo(key)}. Skipping.`);
    } else if (own instanceof GoMap) warn(`key ${key} is table. Skipping`);
    else take(origins, present, key, source);
  }
  joinPlaces(origins, present, source);
  into.set("global", present, slotOrigin(origins, into, "global"));
}

/** What `into` does not have is taken from `from`, table by table. Both are changed. */
export function coalesceTables(into: GoMap, from: GoMap, prefix: string, how: Coalescing): GoMap {
  const { origins, merge, warn } = how;
  const set = new Set([...from.entries].filter(([, value]) => value !== null).map(([key]) => key));
  for (const [key, value] of into.entries)
    if (value === null) from.set(key, null, slotOrigin(origins, from, key));
  for (const [key, value] of from.entries) {
    const present = into.get(key);
    if (!into.entries.has(key)) take(origins, into, key, from);
    else if (!merge && present === null && set.has(key)) into.delete(key);
    else if (value instanceof GoMap) {
      if (present instanceof GoMap) coalesceTables(present, value, joined(prefix, key), how);
      else warn(`cannot overwrite table with non table for ${joined(prefix, key)}`);
    } else if (present instanceof GoMap && value !== null)
      warn(`destination for ${joined(prefix, key)} is a table. Ignoring non-table value`);
  }
  joinPlaces(origins, into, from);
  return into;
}

/** pkg/cli/values/options.go, `mergeMaps`: the later of several values files wins, key by key. */
export function mergeFiles(first: GoMap, second: GoMap, origins: Origins): GoMap {
  const merged = copyFlat(first);
  for (const [key, value] of second.entries) {
    const present = merged.get(key);
    if (value instanceof GoMap && present instanceof GoMap)
      merged.set(key, mergeFiles(present, value, origins), slotOrigin(origins, second, key));
    else take(origins, merged, key, second);
  }
  joinPlaces(origins, merged, second);
  return merged;
}

function joined(prefix: string, key: string): string {
  return prefix === "" ? key : `${prefix}.${key}`;
}
