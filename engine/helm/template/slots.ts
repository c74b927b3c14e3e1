import type { OriginId, Origins } from "../origin";
import type { GoList, GoMap } from "../value";

/** Where the value of a key came from, or would come from; `from` is where the map did. */
export function slotOrigin(origins: Origins, map: GoMap, key: string, from: OriginId = map.origin): OriginId {
  map.watch?.readKey(key);
  const own = map.origins?.get(key) ?? origins.child(map.origin, key);
  return from === map.origin ? own : origins.under(own, origins.controlOf(from));
}

/** Where an item came from; `from` is where the list did. */
export function itemOrigin(
  origins: Origins,
  list: GoList,
  index: number,
  from: OriginId = list.origin,
): OriginId {
  if (!list.origins && list.origin === 0) return from;
  const own = list.origins ? (list.origins[index] ?? 0) : origins.child(list.origin, String(index));
  return from === list.origin ? own : origins.under(own, origins.controlOf(from));
}
