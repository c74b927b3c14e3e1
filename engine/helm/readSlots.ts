import { slotOrigin } from "./chart/tables";
import type { Origins } from "./origin";
import { GoList, GoMap, Integer, type Value, type Watch } from "./value";

/** What one file reads of the values: ids of keys, and of maps as a whole. */
export type Reads = Set<number>;

/** Who reads at the moment, and the ids given out so far. */
export interface Reading {
  current: Reads;
  ids: number;
}

/**
 * The keys of one map of the values, by its path in them. It outlives the map: that of the next values with the same path
 * tells the same.
 */
export class ReadSlots implements Watch {
  private readonly keys = new Map<string, number>();
  private readonly maps = new Map<string, ReadSlots>();
  private readonly whole: number;

  constructor(private readonly reading: Reading) {
    this.whole = reading.ids++;
  }

  readKey(key: string): void {
    this.reading.current.add(this.idOf(key));
  }

  readAll(): void {
    this.reading.current.add(this.whole);
  }

  /** The keys of the map at a key. */
  below(key: string): ReadSlots {
    let slots = this.maps.get(key);
    if (!slots) {
      slots = new ReadSlots(this.reading);
      this.maps.set(key, slots);
    }
    return slots;
  }

  /** Notes that a key is another. */
  change(key: string, changed: Reads): void {
    changed.add(this.idOf(key)).add(this.whole);
  }

  /** Notes that all that was ever read here is another; `deep` means the maps below as well. */
  changeAll(changed: Reads, deep: boolean): void {
    changed.add(this.whole);
    for (const id of this.keys.values()) changed.add(id);
    if (deep) for (const slots of this.maps.values()) slots.changeAll(changed, deep);
  }

  private idOf(key: string): number {
    let id = this.keys.get(key);
    if (id === undefined) {
      id = this.reading.ids++;
      this.keys.set(key, id);
    }
    return id;
  }
}

/**
 * Has values watched, and tells which keys are others than in earlier ones that were: another value, or one that came from
 * another place. `undefined` where maps are shared in other ways than they were, so that it cannot be told.
 */
export function changedReads(
  before: GoMap | undefined,
  after: GoMap,
  slots: ReadSlots,
  origins: Origins,
): Reads | undefined {
  const changed: Reads = new Set();
  let isTold = true;
  const compare = (old: GoMap | undefined, map: GoMap, own: ReadSlots): void => {
    // helm has one map stand in several places where charts share globals.
    map.watch ??= own;
    const at = map.watch instanceof ReadSlots ? map.watch : own;
    if (old && old.watch !== at) isTold = false;
    if (old && (old.origin !== map.origin || old.type !== map.type)) at.changeAll(changed, false);
    for (const [key, value] of map.content) {
      const was = old?.content.get(key);
      if (value instanceof GoMap) compare(was instanceof GoMap ? was : undefined, value, at.below(key));
      if (!old) continue;
      const isSame =
        (value instanceof GoMap ? was instanceof GoMap : isEqual(was, value)) &&
        slotOrigin(origins, old, key) === slotOrigin(origins, map, key);
      if (!isSame || !old.content.has(key)) at.change(key, changed);
      if (value instanceof GoMap !== was instanceof GoMap) at.below(key).changeAll(changed, true);
    }
    for (const [key, was] of old?.content ?? []) {
      if (map.content.has(key)) continue;
      at.change(key, changed);
      if (was instanceof GoMap) at.below(key).changeAll(changed, true);
    }
  };
  compare(before, after, slots);
  return isTold ? changed : undefined;
}

/** The same value, from the same place. */
function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left instanceof Integer)
    return right instanceof Integer && left.value === right.value && left.type === right.type;
  if (left instanceof GoList)
    return (
      right instanceof GoList &&
      left.origin === right.origin &&
      left.isNil === right.isNil &&
      left.type === right.type &&
      left.items.length === right.items.length &&
      left.items.every((item, index) => isEqual(item, right.items[index])) &&
      areEqual(left.origins ?? [], right.origins ?? [])
    );
  return (
    left instanceof GoMap &&
    right instanceof GoMap &&
    left.origin === right.origin &&
    left.type === right.type &&
    left.content.size === right.content.size &&
    [...left.content].every(
      ([key, item]) => right.content.has(key) && isEqual(item, right.content.get(key)),
    ) &&
    areEqual([...(left.origins ?? [])].flat(), [...(right.origins ?? [])].flat())
  );
}

function areEqual(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
