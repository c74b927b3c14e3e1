import { type ArgumentPrinted, sprint, sprintf, sprintln } from "../lib/printf";
import type { OriginId } from "../origin";
import type { Call, TemplateFunction } from "../template/function";
import { Output } from "../template/output";
import { weightOf } from "../template/weight";
import { Text, type Value } from "../value";
import { fn, str } from "./define";

/** Functions that print their arguments, each keeping where it came from. */
export const printing: Readonly<Record<string, TemplateFunction>> = {
  print: fn("a*", (values, call) => tracedPrint(values, call, 0, (told) => sprint(values, told))),
  println: fn("a*", (values, call) => tracedPrint(values, call, 0, (told) => sprintln(values, told))),
  printf: fn("sa*", ([format, ...values], call) =>
    tracedPrint(values, call, 1, (told) => sprintf(str(format), values, told), verbsIn(str(format))),
  ),
};

function verbsIn(format: string): number {
  return format.split("%").length - 1;
}

/** Prints, and notes where the arguments went; `first` is the index of the first of them among the call's. */
export function tracedPrint(
  values: readonly Value[],
  call: Call,
  first: number,
  print: (told: ArgumentPrinted | undefined) => string,
  times = 1,
): Value {
  // A format can ask for an argument again and again.
  if (times > values.length) for (const value of values) call.host.charge(times * weightOf(value));
  if (!call.host.trace || isOfOne(values, call, first)) return print(undefined);
  const places: [number, number, number][] = [];
  const text = print((start, end, index) => places.push([start, end, index]));
  const around = first === 0 ? 0 : (call.origins[0] ?? 0);
  const output = new Output();
  let last = 0;
  for (const [start, end, index] of places) {
    output.write(text.slice(last, start), around, undefined, 0, false);
    const value = values[index];
    const printed = text.slice(start, end);
    if (value instanceof Text && value.text === printed) output.copy(value, 0);
    else output.write(printed, call.origins[first + index] ?? 0, undefined, 0, false);
    last = end;
  }
  output.write(text.slice(last), around, undefined, 0, false);
  return output.finish();
}

function isOfOne(values: readonly Value[], call: Call, first: number): boolean {
  let found: OriginId | undefined;
  for (let index = 0; index < values.length; index++) {
    if (values[index] instanceof Text) return false;
    const origin = call.origins[first + index] ?? 0;
    if (origin === 0) continue;
    if (found !== undefined && found !== origin) return false;
    found = origin;
  }
  return true;
}
