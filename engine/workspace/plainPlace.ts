import type { KeptPlace } from "../yaml/snapshot";

/**
 * What is kept of a document, as JSON: `[start, end, value]`, with `1` behind it where the value is not decided. A
 * sequence is a list of places, a mapping an object with the list `m` of keys and places in turn, and numbers that JSON
 * does not have are objects with their text: `b` for `bigint`, `n` for the others.
 */
export type PlainPlace = readonly [start: number, end: number, value: PlainValue, undecided?: 1];
type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainPlace[]
  | { readonly m: readonly (string | PlainPlace)[] }
  | { readonly b: string }
  | { readonly n: string };

/** @param shown what is put in place of a text; `key` is the nearest key of a mapping above it. */
export function plainPlace(
  { start, end, value, undecided }: KeptPlace,
  shown: (text: string, start: number, end: number, key: string) => string,
  key = "",
): PlainPlace {
  const plain = (): PlainValue => {
    if (typeof value === "string") return shown(value, start, end, key);
    if (typeof value === "bigint") return { b: String(value) };
    if (typeof value === "number")
      return isInJson(value) ? value : { n: Object.is(value, -0) ? "-0" : String(value) };
    if (typeof value === "boolean" || value === null) return value;
    if (value.kind === "sequence") return value.items.map((item) => plainPlace(item, shown, key));
    return { m: [...value.entries].flatMap(([name, place]) => [name, plainPlace(place, shown, name)]) };
  };
  return undecided ? [start, end, plain(), 1] : [start, end, plain()];
}

/** Of what `plainPlace` gave. */
export function keptPlace([start, end, value, undecided]: PlainPlace): KeptPlace {
  return { start, end, value: keptValue(value), undecided: undecided === 1 };
}

function keptValue(value: PlainValue): KeptPlace["value"] {
  if (value === null || typeof value !== "object") return value;
  if ("b" in value) return BigInt(value.b);
  if ("n" in value) return Number(value.n);
  if (!("m" in value)) return { kind: "sequence", items: value.map(keptPlace) };
  const entries = new Map<string, KeptPlace>();
  for (let index = 0; index + 1 < value.m.length; index += 2) {
    const [name, place] = [value.m[index], value.m[index + 1]];
    if (typeof name === "string" && typeof place === "object") entries.set(name, keptPlace(place));
  }
  return { kind: "map", entries };
}

function isInJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}
