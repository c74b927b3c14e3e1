import type { Reading } from "../../engine/yaml/reading";

/** True where two places read the same: the same scalars, items in the same order, the same keys in any order. */
export function sameContent(a: Reading, b: Reading): boolean {
  if (a.isMap !== b.isMap || a.isSequence !== b.isSequence) return false;
  const [ofA, ofB] = [a.entries(), b.entries()];
  if (a.isMap)
    return ofA.length === ofB.length && ofA.every((entry) => sameContent(entry, b.at(String(entry.key))));
  const [itemsA, itemsB] = [a.items(), b.items()];
  if (!a.isSequence) return a.text() === b.text();
  return (
    itemsA.length === itemsB.length &&
    itemsA.every((item, index) => {
      const other = itemsB[index];
      return other !== undefined && sameContent(item, other);
    })
  );
}
