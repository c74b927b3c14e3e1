import type { Field } from "../../engine/yaml/field";
import { type ProblemList, quoted, unknown } from "./problems";

/**
 * The entries of a mapping. Keys that stand twice are problems, because the first ones say nothing; so are keys that are
 * not `known`, and what is no mapping at all.
 * @param what says what is expected, `a mapping of rules` for instance.
 */
export function entriesOf(
  map: Field,
  what: string,
  problems: ProblemList,
  known?: readonly string[],
): readonly Field[] {
  if (!map.present) return [];
  if (!map.isMap) {
    problems.value(map, () => `${what} is expected`);
    return [];
  }
  reportRepeated(map, problems);
  const entries = map.entries();
  if (!known) return entries;
  return entries.filter((entry) => {
    const name = String(entry.key);
    if (known.includes(name)) return true;
    problems.key(entry, () => unknown("key", name, known, `the keys here are ${known.join(", ")}`));
    return false;
  });
}

function reportRepeated(map: Field, problems: ProblemList): void {
  const { content, document } = map;
  if (content?.kind !== "map") return;
  const seen = new Set<string>();
  for (const { key } of [...content.pairs].reverse()) {
    if (key?.kind !== "scalar") continue;
    const name = String(document.scalarValue(key));
    if (name === "<<") continue;
    if (seen.has(name))
      problems.add(
        map.at(name),
        key,
        () => `${quoted(name)} stands again below, and only the last one counts`,
      );
    seen.add(name);
  }
}

/** The items of a list; anything else that is written is a problem. */
export function itemsOf(list: Field, what: string, problems: ProblemList): readonly Field[] {
  if (list.present && !list.isSequence) problems.value(list, () => `${what} is expected`);
  return list.items();
}

/**
 * A text, or a number as it is written: `1.30` is a number to YAML, and its zero counts. `undefined` for everything else.
 */
export function writtenText(at: Field): string | undefined {
  const text = at.string();
  if (text !== undefined) return text;
  const { content, document } = at;
  if (content?.kind !== "scalar" || number(at) === undefined) return undefined;
  return document.text.slice(content.start, content.end);
}

export function number(at: Field): number | undefined {
  const value = at.document.scalarValue(at.content);
  return typeof value === "number" || typeof value === "bigint" ? Number(value) : undefined;
}
