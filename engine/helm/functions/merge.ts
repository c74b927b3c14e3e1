import type { OriginId, Origins } from "../origin";
import type { Call } from "../template/function";
import { slotOrigin } from "../template/slots";
import { GoList, GoMap, type Value } from "../value";
import { isEmpty } from "./defaults";

/**
 * `merge` and `mergeOverwrite`: what dario.cat/mergo 1.0.1 (BSD licence, Dario Castañé) does to maps of any values. The
 * first map is changed, and so are the maps in it.
 */
export function merge(values: readonly Value[], call: Call, overwrite: boolean): Value {
  const target = values[0] instanceof GoMap ? values[0] : new GoMap();
  const merger = new Merger(call, overwrite);
  values.slice(1).forEach((source, index) => {
    if (source instanceof GoMap) merger.merge(target, source, call.origins[index + 1] ?? 0);
  });
  call.origin = call.origins[0] ?? 0;
  return target;
}

class Merger {
  private readonly table: Origins;

  constructor(
    private readonly call: Call,
    private readonly overwrite: boolean,
  ) {
    this.table = call.host.table;
  }

  merge(target: GoMap, source: GoMap, from: OriginId): void {
    if (target === source) return;
    this.call.host.charge(source.entries.size + 1);
    widen(target, source, this.table);
    for (const [key, value] of source.entries) {
      const old = target.entries.get(key);
      const origin = this.table.under(slotOrigin(this.table, source, key, from), this.call.host.control);
      if (value === null || value === undefined) {
        if (this.overwrite) target.set(key, null, origin);
        continue;
      }
      if (value instanceof GoMap && old instanceof GoMap) {
        this.merge(old, value, origin);
        if (old.entries.size > 0 && !isEmpty(old)) continue;
      }
      if (value instanceof GoList && !isEmpty(old) && !this.overwrite) continue;
      if (this.overwrite || !target.entries.has(key) || isEmpty(old)) {
        const passed = slotOrigin(this.table, target, key);
        target.set(key, value, this.table.under(origin, passed));
      }
    }
  }
}

/** A key that is missing in the merged map could come from either: the map gets both places, its values keep theirs. */
function widen(target: GoMap, source: GoMap, table: Origins): void {
  const both = table.join(target.origin, source.origin);
  if (both === target.origin) return;
  target.origins ??= new Map();
  for (const key of target.entries.keys())
    if (!target.origins.has(key)) target.origins.set(key, table.child(target.origin, key));
  target.origin = both;
  target.changes++;
}
