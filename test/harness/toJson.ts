import { YamlDocument } from "../../engine/yaml/document";
import type { Field } from "../../engine/yaml/field";
import { splitDocuments } from "../../engine/yaml/split";

export type Json = string | number | boolean | bigint | null | Json[] | { [key: string]: Json };

/** The values of the documents of a file as rules read them; documents that are null are left out, as kubectl does. */
export function documentsToJson(text: string): Json[] {
  return documentsOf(text)
    .map((document) => toJson(document.root))
    .filter((value) => value !== null);
}

export function documentsOf(text: string): YamlDocument[] {
  return splitDocuments(text).map((slice) => new YamlDocument(slice.text));
}

/**
 * What a field says as plain data, for comparison with kubectl's JSON. Throws a `RangeError` below depth 1,000 and
 * above a million values, so that a bomb fails a test rather than the process.
 */
export function toJson(field: Field): Json {
  const budget = { left: 1_000_000 };
  return plain(field, 0, budget);
}

function plain(field: Field, depth: number, budget: { left: number }): Json {
  if (depth > 1000 || budget.left-- <= 0) throw new RangeError("too much to compare");
  if (field.isMap) {
    const map: { [key: string]: Json } = Object.create(null);
    for (const entry of field.entries()) map[String(entry.key)] = plain(entry, depth + 1, budget);
    return map;
  }
  if (field.isSequence) return field.items().map((item) => plain(item, depth + 1, budget));
  return field.document.scalarValue(field.content);
}
