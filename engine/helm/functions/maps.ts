import { compareBytes } from "../bytes";
import { typeName } from "../lib/printf";
import type { Call, TemplateFunction } from "../template/function";
import { slotOrigin } from "../template/slots";
import { GoList, GoMap, stringList, type Value } from "../value";
import { deepCopy } from "./deepCopy";
import { fail, fn, str, strval } from "./define";
import { merge } from "./merge";

/** sprig's functions of maps (`dict.go`, v3.3.0). Keys and values come in the order of the keys. */
export const maps: Readonly<Record<string, TemplateFunction>> = {
  dict: fn("a*", (values, call) => {
    const map = new GoMap();
    for (let index = 0; index < values.length; index += 2)
      map.set(
        strval(values[index]),
        index + 1 < values.length ? (values[index + 1] ?? null) : "",
        call.origins[index + 1] ?? 0,
      );
    call.origin = 0;
    return map;
  }),
  get: fn("ms", ([map, key], call) => {
    if (!(map instanceof GoMap)) return "";
    call.origin = slotOrigin(call.host.table, map, str(key), call.origins[0]);
    return map.has(str(key)) ? map.get(str(key)) : "";
  }),
  set: fn("msa", ([map, key, value], call) => {
    if (!(map instanceof GoMap)) return fail("assignment to entry in nil map");
    map.set(str(key), value ?? null, call.host.table.under(call.origins[2] ?? 0, call.host.control));
    call.origin = call.origins[0] ?? 0;
    return map;
  }),
  unset: fn("ms", ([map, key], call) => {
    if (map instanceof GoMap) map.delete(str(key));
    call.origin = call.origins[0] ?? 0;
    return map;
  }),
  hasKey: fn("ms", ([map, key], call) => {
    if (!(map instanceof GoMap)) return false;
    call.origin = slotOrigin(call.host.table, map, str(key), call.origins[0]);
    return map.has(str(key));
  }),
  pluck: fn("sm*", ([key, ...all], call) => {
    const list = new GoList([]);
    list.origins = [];
    all.forEach((map, index) => {
      if (!(map instanceof GoMap) || !map.has(str(key))) return;
      list.items.push(map.get(str(key)));
      list.origins?.push(slotOrigin(call.host.table, map, str(key), call.origins[index + 1]));
    });
    return list;
  }),
  keys: fn("m*", (all) => stringList(all.flatMap((map) => sortedKeys(map)))),
  values: fn("m", ([map], call) => {
    const keys = sortedKeys(map);
    const list = new GoList(keys.map((key) => (map instanceof GoMap ? map.entries.get(key) : null)));
    if (map instanceof GoMap)
      list.origins = keys.map((key) => slotOrigin(call.host.table, map, key, call.origins[0]));
    return list;
  }),
  pick: fn("ms*", ([map, ...keys], call) => {
    const names = new Set(keys.map(str));
    return selected(map, call, (key) => names.has(key));
  }),
  omit: fn("ms*", ([map, ...keys], call) => {
    const names = new Set(keys.map(str));
    return selected(map, call, (key) => !names.has(key));
  }),
  merge: fn("mm*", (values, call) => merge(values, call, false)),
  mustMerge: fn("mm*", (values, call) => merge(values, call, false)),
  mergeOverwrite: fn("mm*", (values, call) => merge(values, call, true)),
  mustMergeOverwrite: fn("mm*", (values, call) => merge(values, call, true)),
  deepCopy: fn("a", ([value], call) => copied(value, call)),
  mustDeepCopy: fn("a", ([value], call) => copied(value, call)),
  dig: fn("a*", (values, call) => dig(values, call)),
};

function sortedKeys(map: Value): string[] {
  return map instanceof GoMap ? [...map.entries.keys()].sort(compareBytes) : [];
}

/** A new map of some keys; what is missing in it would come from the same place as in the old one. */
function selected(map: Value, call: Call, isWanted: (key: string) => boolean): GoMap {
  const result = new GoMap();
  call.origin = 0;
  if (!(map instanceof GoMap)) return result;
  result.origin = map.origin;
  for (const [key, value] of map.entries)
    if (isWanted(key)) result.set(key, value, slotOrigin(call.host.table, map, key, call.origins[0]));
  call.origin = call.origins[0] ?? 0;
  return result;
}

function copied(value: Value, call: Call): Value {
  call.origin = call.origins[0] ?? 0;
  return deepCopy(value, (amount) => call.host.charge(amount));
}

function dig(values: readonly Value[], call: Call): Value {
  if (values.length < 3) fail("dig needs at least three arguments");
  const fallback = values.at(-2);
  const keys = values.slice(0, -2);
  let map = values.at(-1);
  let origin = call.origins.at(-1) ?? 0;
  for (const key of keys) {
    if (!(map instanceof GoMap))
      return fail(`interface conversion: interface {} is ${nameOf(map)}, not map[string]interface {}`);
    if (typeof key !== "string" && str(key) === "")
      fail(`interface conversion: interface {} is ${nameOf(key)}, not string`);
    origin = slotOrigin(call.host.table, map, str(key), origin);
    if (!map.has(str(key))) {
      call.origin = call.host.table.under(call.origins.at(-2) ?? 0, origin);
      return fallback;
    }
    map = map.get(str(key));
  }
  call.origin = origin;
  return map;
}

function nameOf(value: Value): string {
  return value === null || value === undefined ? "nil" : typeName(value);
}
