import type { OriginId } from "../origin";
import type { Call, TemplateFunction } from "../template/function";
import { itemOrigin } from "../template/slots";
import { perItem } from "../template/weight";
import { GoList, type Value } from "../value";
import { deepEqual } from "./deepEqual";
import { isEmpty } from "./defaults";
import { fail, fn, kindOf, nilList, num } from "./define";
import { toInt64 } from "./numbers";

type Slot = readonly [Value, OriginId];
type ListRun = (slots: Slot[], call: Call, values: readonly Value[]) => Value;

/** sprig's functions of lists (`list.go`, v3.3.0), each also by its name with `must`. */
export const lists: Readonly<Record<string, TemplateFunction>> = {
  list: fn("a*", (values, call) =>
    made(
      values.map((value, index) => [value, call.origins[index] ?? 0]),
      call,
    ),
  ),
  tuple: fn("a*", (values, call) =>
    made(
      values.map((value, index) => [value, call.origins[index] ?? 0]),
      call,
    ),
  ),
  ...both(
    "append",
    "aa",
    ofList("push on", (slots, call, [, value]) => made([...slots, [value, call.origins[1] ?? 0]], call)),
  ),
  ...both(
    "push",
    "aa",
    ofList("push on", (slots, call, [, value]) => made([...slots, [value, call.origins[1] ?? 0]], call)),
  ),
  ...both(
    "prepend",
    "aa",
    ofList("prepend on", (slots, call, [, value]) => made([[value, call.origins[1] ?? 0], ...slots], call)),
  ),
  ...both(
    "first",
    "a",
    ofList("find first on", (slots, call) => taken(slots[0], call)),
  ),
  ...both(
    "last",
    "a",
    ofList("find last on", (slots, call) => taken(slots.at(-1), call)),
  ),
  ...both(
    "rest",
    "a",
    ofList("find rest on", (slots, call) => (slots.length === 0 ? nilList() : made(slots.slice(1), call))),
  ),
  ...both(
    "initial",
    "a",
    ofList("find initial on", (slots, call) =>
      slots.length === 0 ? nilList() : made(slots.slice(0, -1), call),
    ),
  ),
  ...both(
    "reverse",
    "a",
    ofList("find reverse on", (slots, call) => made(slots.reverse(), call)),
  ),
  ...both(
    "compact",
    "a",
    ofList("compact on", (slots, call) =>
      made(
        slots.filter(([value]) => !isEmpty(value)),
        call,
      ),
    ),
  ),
  ...both(
    "uniq",
    "a",
    ofList("find uniq on", (slots, call) => made(unique(slots, call), call)),
  ),
  ...both(
    "without",
    "aa*",
    ofList("find without on", (slots, call, [, ...omitted]) =>
      made(
        slots.filter(([value]) => !omitted.some((other) => deepEqual(value, other))),
        call,
      ),
    ),
  ),
  ...both("has", "aa", ([needle, haystack]) => {
    if (haystack === null || haystack === undefined) return false;
    if (!(haystack instanceof GoList)) return fail(`Cannot find has on type ${kindOf(haystack)}`);
    return haystack.items.some((item) => deepEqual(needle, item));
  }),
  ...both("slice", "aa*", ([value, from, to], call) => {
    if (!(value instanceof GoList)) return fail(`list should be type of slice or array but ${kindOf(value)}`);
    if (value.items.length === 0) return null;
    const start = from === undefined ? 0 : Number(toInt64(from));
    const end = call.origins.length < 3 ? value.items.length : Number(toInt64(to));
    if (start < 0 || end < start || end > value.items.length)
      fail("reflect.Value.Slice: slice index out of bounds");
    return made(slotsOf(value, call).slice(start, end), call, value.type);
  }),
  ...both("chunk", "ia", ([size, value], call) => {
    if (!(value instanceof GoList)) return fail(`Cannot chunk type ${kindOf(value)}`);
    if (num(size) <= 0) return fail("runtime error: makeslice: len out of range");
    const slots = slotsOf(value, call, 1);
    const chunks: Slot[] = [];
    for (let at = 0; at < slots.length; at += num(size))
      chunks.push([made(slots.slice(at, at + num(size)), call), 0]);
    return made(chunks, call, "[][]interface {}");
  }),
  concat: fn("a*", (values, call) => {
    const slots: Slot[] = [];
    for (const [index, value] of values.entries()) {
      if (!(value instanceof GoList)) return fail(`Cannot concat type ${kindOf(value)} as list`);
      for (const slot of slotsOf(value, call, index)) slots.push(slot);
    }
    return slots.length === 0 ? nilList() : made(slots, call);
  }),
};

function both(
  name: string,
  signature: string,
  run: TemplateFunction["run"],
): Record<string, TemplateFunction> {
  const must = `must${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`;
  return { [name]: fn(signature, run), [must]: fn(signature, run) };
}

/** A function whose first argument is a list; of anything else it says that it cannot. */
function ofList(verb: string, run: ListRun): TemplateFunction["run"] {
  return (values, call) => {
    const [list] = values;
    if (list === null || list === undefined)
      return fail("runtime error: invalid memory address or nil pointer dereference");
    if (!(list instanceof GoList)) return fail(`Cannot ${verb} type ${kindOf(list)}`);
    return run(slotsOf(list, call), call, values);
  };
}

function slotsOf(list: GoList, call: Call, argument = 0): Slot[] {
  const origin = call.origins[argument] ?? 0;
  return list.items.map((item, index) => [item, itemOrigin(call.host.table, list, index, origin)]);
}

/** A new list. What it is itself depends on what the lists before it depended on. */
function made(slots: readonly Slot[], call: Call, type?: string): GoList {
  call.host.charge(slots.length * perItem);
  const list = new GoList(
    slots.map(([value]) => value),
    type,
  );
  list.origins = slots.map(([, origin]) => origin);
  return list;
}

function taken(slot: Slot | undefined, call: Call): Value {
  if (!slot) return null;
  call.origin = slot[1];
  return slot[0];
}

function unique(slots: readonly Slot[], call: Call): Slot[] {
  const kept: Slot[] = [];
  const texts = new Set<string>();
  for (const slot of slots) {
    const [value] = slot;
    if (typeof value === "string") {
      if (texts.has(value)) continue;
      texts.add(value);
    }
    // Each is compared with all before it.
    call.host.charge(kept.length);
    if (!kept.some(([other]) => deepEqual(value, other))) kept.push(slot);
  }
  return kept;
}
