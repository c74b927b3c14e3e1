import {
  childrenOf,
  isUndecided,
  type KeptTree,
  KeptTreeBuilder,
  keptKind,
  keptSpan,
} from "../yaml/keptTree";
import type { ScalarValue } from "../yaml/scalar";

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

/** What is put in place of a text; `key` is the nearest key of a mapping above it. */
export type Shown = (text: string, start: number, end: number, key: string) => string;

export function plainPlace(tree: KeptTree, shown: Shown): PlainPlace {
  return plainAt(tree, 0, shown, "");
}

function plainAt(tree: KeptTree, at: number, shown: Shown, key: string): PlainPlace {
  const { start, end } = keptSpan(tree, at);
  const plain = (): PlainValue => {
    const kind = keptKind(tree, at);
    if (kind === "scalar")
      return plainScalar(tree.values[at] ?? null, (text) => shown(text, start, end, key));
    const below = [...childrenOf(tree, at)];
    if (kind === "sequence") return below.map((item) => plainAt(tree, item, shown, key));
    return {
      m: below.flatMap((entry) => {
        const name = tree.keys[entry] ?? "";
        return [name, plainAt(tree, entry, shown, name)];
      }),
    };
  };
  return isUndecided(tree, at) ? [start, end, plain(), 1] : [start, end, plain()];
}

function plainScalar(value: ScalarValue, shown: (text: string) => string): PlainValue {
  if (typeof value === "string") return shown(value);
  if (typeof value === "bigint") return { b: String(value) };
  if (typeof value !== "number" || isInJson(value)) return value;
  return { n: Object.is(value, -0) ? "-0" : String(value) };
}

/** Of what `plainPlace` gave. */
export function keptTree(plain: PlainPlace): KeptTree {
  const builder = new KeptTreeBuilder();
  keep(builder, plain, "");
  return builder.tree();
}

function keep(builder: KeptTreeBuilder, [start, end, value, undecided]: PlainPlace, key: string): void {
  const place = { key, undecided: undecided === 1, start, end };
  if (value === null || typeof value !== "object") builder.scalar(place, value);
  else if ("b" in value) builder.scalar(place, BigInt(value.b));
  else if ("n" in value) builder.scalar(place, Number(value.n));
  else if ("m" in value) builder.collection("map", place, () => keepEntries(builder, value.m));
  else
    builder.collection("sequence", place, () => {
      for (const item of value) keep(builder, item, "");
    });
}

function keepEntries(builder: KeptTreeBuilder, entries: readonly (string | PlainPlace)[]): void {
  for (let index = 0; index + 1 < entries.length; index += 2) {
    const [name, place] = [entries[index], entries[index + 1]];
    if (typeof name === "string" && typeof place === "object") keep(builder, place, name);
  }
}

function isInJson(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}
