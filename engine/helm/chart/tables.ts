import type { OriginId, Origins } from "../origin";
import { GoList, GoMap, type Value } from "../value";

/** Where the value of a key came from, or would come from. */
export function slotOrigin(origins: Origins, map: GoMap, key: string): OriginId {
  return map.origins?.get(key) ?? origins.child(map.origin, key);
}

/** A copy that shares no map or list, with the same origins. */
export function copyDeep(value: Value): Value {
  if (value instanceof GoMap) return copyTable(value);
  if (!(value instanceof GoList)) return value;
  const list = new GoList(value.items.map(copyDeep), value.type, value.origin);
  list.origins = value.origins?.slice();
  return list;
}

export function copyTable(map: GoMap): GoMap {
  const entries = new Map([...map.entries].map(([key, value]) => [key, copyDeep(value)]));
  const copy = new GoMap(entries, map.type, map.origin);
  copy.origins = map.origins && new Map(map.origins);
  return copy;
}

/** A copy of the map alone: what it holds is shared. */
export function copyFlat(map: GoMap): GoMap {
  const copy = new GoMap(new Map(map.entries), map.type, map.origin);
  copy.origins = map.origins && new Map(map.origins);
  return copy;
}

/** Puts the value of one map's key into another, with where it came from. */
export function take(origins: Origins, into: GoMap, key: string, from: GoMap): void {
  into.set(key, from.get(key), slotOrigin(origins, from, key));
}

/**
 * A key that is in neither map could be written in either: from now on it counts as a child of both. The keys that are
 * there keep the origin they have.
 */
export function joinPlaces(origins: Origins, map: GoMap, other: GoMap): void {
  if (other.origin === 0 || other.origin === map.origin) return;
  map.origins ??= new Map();
  for (const key of map.entries.keys())
    if (!map.origins.has(key)) map.origins.set(key, origins.child(map.origin, key));
  map.origin = origins.join(map.origin, other.origin);
}

/** Walks keys separated by dots, through maps alone. `undefined` where there is no map. */
export function tableAt(map: GoMap, path: string): GoMap | undefined {
  let table = map;
  for (const key of path.split(".")) {
    const next = table.get(key);
    if (!(next instanceof GoMap)) return undefined;
    table = next;
  }
  return table;
}
