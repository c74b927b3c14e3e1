import type { Field } from "./field";

/** A plain value to be written; strings are quoted where kubectl would read them as something else. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | PlainMap;
export interface PlainMap {
  readonly [key: string]: PlainValue;
}

/** A field of one word or number as it would be written elsewhere; `undefined` for any other. */
export function plainScalar(field: Field): string | number | boolean | undefined {
  return field.boolean() ?? field.integer() ?? field.string();
}

/** A change of the document at a path; `editDocument` turns it into the smallest edit of the text. */
export type PathEdit =
  /** Gives a field a value; the key, and parents that are missing, are inserted. */
  | { readonly op: "set"; readonly at: Field; readonly value: PlainValue }
  /** Removes a key with its value, or an item of a sequence. */
  | { readonly op: "remove"; readonly at: Field }
  /** Adds an item at the end of a sequence, which is inserted where it is missing. */
  | { readonly op: "append"; readonly at: Field; readonly value: PlainValue }
  /** Gives a key another name and keeps its value. */
  | { readonly op: "rename"; readonly at: Field; readonly key: string };

export const set = (at: Field, value: PlainValue): PathEdit => ({ op: "set", at, value });
export const remove = (at: Field): PathEdit => ({ op: "remove", at });
export const append = (at: Field, value: PlainValue): PathEdit => ({ op: "append", at, value });
export const rename = (at: Field, key: string): PathEdit => ({ op: "rename", at, key });

export function isPlainMap(value: PlainValue | undefined): value is PlainMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
