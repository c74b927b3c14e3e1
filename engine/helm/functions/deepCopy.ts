import { GoList, GoMap, type Value } from "../value";

/** A copy that shares no map or list; the places that values came from are kept. `charge` is told the size. */
export function deepCopy(value: Value, charge: (amount: number) => void, depth = 0): Value {
  if (value instanceof GoMap) {
    charge(value.entries.size + 1 + depth);
    const entries = new Map<string, Value>();
    for (const [key, item] of value.entries) entries.set(key, deepCopy(item, charge, depth + 1));
    const copy = new GoMap(entries, value.type, value.origin, value.methods);
    if (value.origins) copy.origins = new Map(value.origins);
    return copy;
  }
  if (value instanceof GoList) {
    charge(value.items.length + 1);
    const copy = new GoList(
      value.items.map((item) => deepCopy(item, charge, depth + 1)),
      value.type,
      value.origin,
    );
    copy.isNil = value.isNil;
    if (value.origins) copy.origins = [...value.origins];
    return copy;
  }
  return value;
}
