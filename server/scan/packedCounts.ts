import type { Rule } from "../../engine/rule";
import type { Judged } from "../../engine/visit";
import { sharedText } from "../../engine/yaml/sharedText";

/** Longer than the counts of all rules: most files have theirs in common with many others. */
const longest = 2000;

/**
 * The counts in one text: of each rule in their order, nothing for one that has none.
 * @param rules all there are, by id.
 */
export function packCounts(counts: Judged, rules: ReadonlyMap<string, Rule>): string {
  if (counts.size === 0) return "";
  const text = Array.from(rules.keys(), (id) => counts.get(id) ?? "").join();
  return sharedCounts(text);
}

/** The same text, of which there is one copy. */
export function sharedCounts(packed: string): string {
  return sharedText(packed, longest);
}

/** What `packCounts` made a text of. */
export function countsIn(
  packed: string,
  rules: ReadonlyMap<string, Rule>,
): (readonly [rule: string, count: number])[] {
  if (packed === "") return [];
  const ids = [...rules.keys()];
  return packed
    .split(",")
    .flatMap((count, index) => (count === "" ? [] : [[ids[index] ?? "", Number(count)] as const]));
}
