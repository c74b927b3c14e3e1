import { byteLength, bytesOf } from "../bytes";
import { htmlEscape, jsEscape, queryEscape } from "../lib/escape";
import { sprint, typeName } from "../lib/printf";
import { isTrue } from "../template/arguments";
import type { Call, TemplateFunction } from "../template/function";
import { itemOrigin, slotOrigin } from "../template/slots";
import { Bytes, GoList, GoMap, Integer, int, Text, type Value } from "../value";
import { comparisons } from "./compare";
import { fail, fn, str } from "./define";
import { printing } from "./printing";

/** The functions of Go's `text/template` (`src/text/template/funcs.go`, Go 1.26). `slice` is sprig's. */
export const builtins: Readonly<Record<string, TemplateFunction>> = {
  ...comparisons,
  ...printing,
  // Evaluated by the evaluator, which may not need all arguments.
  and: fn("vv*", ([first]) => first),
  or: fn("vv*", ([first]) => first),
  not: fn("v", ([value]) => !isTrue(value)),
  call: fn("vv*", ([called]) =>
    called === undefined || called === null
      ? fail("call of nil")
      : fail(`non-function of type ${typeName(called)}`),
  ),
  index: fn("vv*", ([item, ...indexes], call) => indexed(item, indexes, call)),
  len: fn("v", ([value]) => lengthOf(value)),
  html: fn("a*", (values) => htmlEscape(printed(values))),
  js: fn("a*", (values) => jsEscape(printed(values))),
  urlquery: fn("a*", (values) => queryEscape(printed(values))),
};

/** What the escaping functions escape: one string as it is, anything else printed. */
function printed(values: readonly Value[]): string {
  return sprint(values.map((value) => (value === undefined || value === null ? "<no value>" : value)));
}

function lengthOf(value: Value): Value {
  if (value === null) fail("len of nil pointer");
  if (value === undefined) fail("reflect: call of reflect.Value.Type on zero Value");
  if (value instanceof GoMap) return int(value.entries.size);
  if (value instanceof GoList) return int(value.items.length);
  if (typeof value === "string" || value instanceof Text) return int(byteLength(str(value)));
  if (value instanceof Bytes) return int(byteLength(value.text));
  return fail(`len of type ${typeName(value)}`);
}

function indexed(item: Value, indexes: readonly Value[], call: Call): Value {
  if (item === undefined || item === null) return fail("index of untyped nil");
  let origin = call.origins[0] ?? 0;
  let used = 0;
  for (const [position, index] of indexes.entries()) {
    if (item === null || item === undefined) return fail("index of nil pointer");
    if (item instanceof GoMap) {
      const key = keyOf(index);
      origin = slotOrigin(call.host.table, item, key, origin);
      item = item.get(key) ?? (item.type === "map[string]string" ? "" : null);
    } else if (item instanceof GoList) {
      const at = offsetOf(index, item.items.length);
      if (at >= item.items.length) fail("reflect: slice index out of range");
      origin = itemOrigin(call.host.table, item, at, origin);
      item = item.items[at] ?? null;
    } else if (typeof item === "string" || item instanceof Text || item instanceof Bytes) {
      const bytes = bytesOf(item instanceof Bytes ? item.text : str(item));
      const at = offsetOf(index, bytes.length);
      if (at >= bytes.length) fail("reflect: string index out of range");
      item = new Integer(BigInt(bytes[at] ?? 0), "uint8");
    } else fail(`can't index item of type ${typeName(item)}`);
    used = call.host.table.join(used, call.origins[position + 1] ?? 0);
  }
  call.origin = call.host.table.under(origin, used);
  return item;
}

function keyOf(index: Value): string {
  if (typeof index === "string") return index;
  if (index instanceof Text) return index.text;
  if (index === undefined || index === null) return fail("value is nil; should be of type string");
  return fail(`value has type ${typeName(index)}; should be string`);
}

function offsetOf(index: Value, length: number): number {
  if (index === undefined || index === null) return fail("cannot index slice/array with nil");
  if (!(index instanceof Integer)) return fail(`cannot index slice/array with type ${typeName(index)}`);
  if (index.value < 0n || index.value > BigInt(length)) fail(`index out of range: ${index.value}`);
  return Number(index.value);
}
