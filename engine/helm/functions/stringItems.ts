import type { OriginId, Origins } from "../origin";
import { itemOrigin } from "../template/slots";
import type { AnyText } from "../template/textOperations";
import { GoList, type Value } from "../value";
import { tracedStrval } from "./define";

/** sprig's `strslice`: the items of a list as strings without those that are nil, each with where it came from. */
export function stringItems(
  value: Value,
  table: Origins,
  origin: OriginId,
): (readonly [AnyText, OriginId])[] {
  if (value instanceof GoList)
    return value.items.flatMap((item, index) =>
      item === null ? [] : [[tracedStrval(item), itemOrigin(table, value, index, origin)] as const],
    );
  return value === null || value === undefined ? [] : [[tracedStrval(value), origin]];
}
