import type { ScalarValue } from "./scalar";
import { sharedText } from "./sharedText";
import type { Span } from "./span";

/**
 * What is kept of a part of a document once its tree is gone: plain data, and small, because a workspace has hundreds of
 * thousands of places. Each place stands before those below it, in the order of the text.
 */
export interface KeptTree {
  /** Three for each place: `start` and `end` in the document, and its shape. */
  readonly numbers: readonly number[];
  /** The key of each place; empty for an item of a sequence, and for the root. */
  readonly keys: readonly string[];
  /** The value of each scalar; null for any other place. */
  readonly values: readonly ScalarValue[];
}

export type KeptKind = "scalar" | "map" | "sequence";
const kinds: readonly KeptKind[] = ["scalar", "map", "sequence"];

/** The shape of a place is its kind, whether it is decided, and how many places lie below it. */
function shapeOf(kind: KeptKind, undecided: boolean, below: number): number {
  return below * 8 + kinds.indexOf(kind) * 2 + (undecided ? 1 : 0);
}

function shapeAt({ numbers }: KeptTree, at: number): number {
  return numbers[at * 3 + 2] ?? 0;
}

export function keptKind(tree: KeptTree, at: number): KeptKind {
  return kinds[(shapeAt(tree, at) >> 1) & 3] ?? "scalar";
}

export function isUndecided(tree: KeptTree, at: number): boolean {
  return (shapeAt(tree, at) & 1) === 1;
}

/** In offsets of the document: of an entry, its key or value as `Field.span` gives it. */
export function keptSpan({ numbers }: KeptTree, at: number): Span {
  return { start: numbers[at * 3] ?? 0, end: numbers[at * 3 + 1] ?? 0 };
}

/** The places right below one, which are its entries or items. */
export function* childrenOf(tree: KeptTree, at: number): Generator<number> {
  const end = behind(tree, at);
  for (let child = at + 1; child < end; child = behind(tree, child)) yield child;
}

/** The entry of a mapping, or `undefined`. */
export function entryAt(tree: KeptTree, at: number, key: string): number | undefined {
  const end = behind(tree, at);
  if (end - at > fewPlaces) return indexOf(tree, at).get(key);
  for (let child = at + 1; child < end; child = behind(tree, child))
    if (tree.keys[child] === key) return child;
  return undefined;
}

/** The first place that is neither this one nor below it. */
function behind(tree: KeptTree, at: number): number {
  return at + 1 + (shapeAt(tree, at) >> 3);
}

/** Up to here looking at each is as fast as a table. */
const fewPlaces = 64;
const indexes = new WeakMap<KeptTree, Map<number, ReadonlyMap<string, number>>>();

/** Key -> place, of a mapping with many: somebody may ask for each of them. */
function indexOf(tree: KeptTree, at: number): ReadonlyMap<string, number> {
  const ofTree = indexes.get(tree) ?? new Map<number, ReadonlyMap<string, number>>();
  indexes.set(tree, ofTree);
  const known = ofTree.get(at);
  if (known) return known;
  const index = new Map<string, number>();
  for (const child of childrenOf(tree, at)) index.set(tree.keys[child] ?? "", child);
  ofTree.set(at, index);
  return index;
}

/** A part of a tree as one of its own. */
export function subtree(tree: KeptTree, at: number): KeptTree {
  if (at === 0) return tree;
  const end = behind(tree, at);
  return {
    numbers: tree.numbers.slice(at * 3, end * 3),
    keys: ["", ...tree.keys.slice(at + 1, end)],
    values: tree.values.slice(at, end),
  };
}

/** The same tree with the one copy of each text: what came from another thread has its own. */
export function withSharedTexts({ numbers, keys, values }: KeptTree): KeptTree {
  return {
    numbers,
    keys: keys.map(sharedText),
    values: values.map((value) => (typeof value === "string" ? sharedText(value) : value)),
  };
}

export interface KeptPlace extends Span {
  /** Empty for an item of a sequence, and for the root. */
  readonly key: string;
  readonly undecided: boolean;
}

/** Takes places in the order of the text. */
export class KeptTreeBuilder {
  private readonly numbers: number[] = [];
  private readonly keys: string[] = [];
  private readonly values: ScalarValue[] = [];

  scalar(place: KeptPlace, value: ScalarValue): void {
    this.push(place, typeof value === "string" ? sharedText(value) : value);
  }

  /** @param below adds the entries or items. */
  collection(kind: "map" | "sequence", place: KeptPlace, below: () => void): void {
    const at = this.push(place, null);
    below();
    this.numbers[at * 3 + 2] = shapeOf(kind, place.undecided, this.keys.length - at - 1);
  }

  /** All of it; arrays that grew have room for half as much again. */
  tree(): KeptTree {
    return { numbers: this.numbers.slice(), keys: this.keys.slice(), values: this.values.slice() };
  }

  private push({ key, undecided, start, end }: KeptPlace, value: ScalarValue): number {
    this.numbers.push(start, end, shapeOf("scalar", undecided, 0));
    this.values.push(value);
    return this.keys.push(sharedText(key)) - 1;
  }
}
