import { printValue } from "../lib/printf";
import type { Call, TemplateFunction } from "../template/function";
import { parseFloatGo, parseInteger } from "../template/numberNode";
import { GoList, Integer, int, int64, Text, type Value } from "../value";
import { decimalOperation } from "./decimal";
import { fail, fn, num, str } from "./define";

/** sprig's arithmetic (`numeric.go`, v3.3.0); conversions are those of `spf13/cast` 1.7.0. */
export const numbers: Readonly<Record<string, TemplateFunction>> = {
  atoi: fn("s", ([text]) => {
    const value = /^[+-]?[0-9]+$/.test(str(text)) ? BigInt(str(text).replace("+", "")) : 0n;
    return new Integer(BigInt.asIntN(64, value), "int");
  }),
  int: fn("a", ([value]) => new Integer(toInt64(value), "int")),
  int64: fn("a", ([value]) => int64(toInt64(value))),
  float64: fn("a", ([value]) => toFloat64(value)),
  toDecimal: fn("a", ([value]) => {
    const text = printValue(value);
    const digits = text.replace(/^[+-]/, "");
    if (!/^[0-7]+$/.test(digits)) return int64(0);
    const number = BigInt(`0o${digits}`);
    return number >= 1n << 63n ? int64(0) : int64(text.startsWith("-") ? -number : number);
  }),
  add1: fn("a", ([value]) => int64(toInt64(value) + 1n)),
  add: fn("a*", (values) => int64(values.reduce((sum: bigint, value) => sum + toInt64(value), 0n))),
  sub: fn("aa", ([left, right]) => int64(toInt64(left) - toInt64(right))),
  div: fn("aa", ([left, right]) => int64(toInt64(left) / divisor(right))),
  mod: fn("aa", ([left, right]) => int64(toInt64(left) % divisor(right))),
  mul: fn("aa*", ([first, ...others]) =>
    int64(
      others.reduce((product: bigint, value) => BigInt.asIntN(64, product * toInt64(value)), toInt64(first)),
    ),
  ),
  randInt: fn("ii", ([from, to]) => {
    if (num(to) - num(from) <= 0) fail("invalid argument to Intn");
    return from;
  }),
  add1f: fn("a", ([value]) => decimalOperation("+", toFloat64(value), [1])),
  addf: fn("a*", (values) => decimalOperation("+", 0, values.map(toFloat64))),
  subf: fn("aa*", ([first, ...others]) => decimalOperation("-", toFloat64(first), others.map(toFloat64))),
  mulf: fn("aa*", ([first, ...others]) => decimalOperation("*", toFloat64(first), others.map(toFloat64))),
  divf: fn("aa*", ([first, ...others]) => decimalOperation("/", toFloat64(first), others.map(toFloat64))),
  biggest: fn("aa*", largest),
  max: fn("aa*", largest),
  min: fn("aa*", (values) => int64(values.map(toInt64).sort(byValue)[0] ?? 0n)),
  maxf: fn("aa*", (values) => Math.max(...values.map(toFloat64))),
  minf: fn("aa*", (values) => Math.min(...values.map(toFloat64))),
  ceil: fn("a", ([value]) => Math.ceil(toFloat64(value))),
  floor: fn("a", ([value]) => Math.floor(toFloat64(value))),
  round: fn("aif*", ([value, places, from = 0.5]) => rounded(toFloat64(value), num(places), Number(from))),
  until: fn("i", ([count], call) => steps(0, num(count), num(count) < 0 ? -1 : 1, call)),
  untilStep: fn("iii", ([start, stop, step], call) => steps(num(start), num(stop), num(step), call)),
  seq: fn("i*", (values, call) => sequence(values.map(num), call)),
};

function largest(values: readonly Value[]): Value {
  return int64(values.map(toInt64).sort(byValue).at(-1) ?? 0n);
}

function byValue(left: bigint, right: bigint): number {
  return Number(left > right) - Number(left < right);
}

function divisor(value: Value): bigint {
  const number = toInt64(value);
  return number === 0n ? fail("runtime error: integer divide by zero") : number;
}

/** `cast.ToInt64`: 0 for what is no number. */
export function toInt64(value: Value): bigint {
  if (value instanceof Integer) return value.type === "time.Duration" ? 0n : BigInt.asIntN(64, value.value);
  if (typeof value === "number") {
    if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return -(1n << 63n);
    return BigInt(Math.trunc(value));
  }
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "string" && !(value instanceof Text)) return 0n;
  const parsed = parseInteger(withoutZeroDecimal(str(value)));
  return parsed === undefined || parsed >= 1n << 63n || parsed < -(1n << 63n) ? 0n : parsed;
}

function withoutZeroDecimal(text: string): string {
  return text.replace(/\.0+$/, "");
}

/** `cast.ToFloat64`. */
export function toFloat64(value: Value): number {
  if (typeof value === "number") return value;
  if (value instanceof Integer) return value.type === "time.Duration" ? 0 : Number(value.value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string" && !(value instanceof Text)) return 0;
  const text = str(value);
  if (/^[+-]?(?:inf|infinity)$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^[+-]?nan$/i.test(text)) return Number.NaN;
  if (text.includes("_")) return 0;
  return parseFloatGo(text) ?? 0;
}

function rounded(value: number, places: number, from: number): number {
  const power = 10 ** places;
  const digit = power * value;
  const fraction = digit - Math.trunc(digit);
  return (fraction >= from ? Math.ceil(digit) : Math.floor(digit)) / power;
}

function range(start: number, stop: number, step: number, call: Call): number[] {
  if (stop < start ? step >= 0 : step <= 0) return [];
  call.host.charge(Math.abs((stop - start) / step) * 40);
  const found: number[] = [];
  if (stop < start) for (let value = start; value > stop; value += step) found.push(value);
  else for (let value = start; value < stop; value += step) found.push(value);
  return found;
}

function steps(start: number, stop: number, step: number, call: Call): Value {
  return new GoList(range(start, stop, step, call).map(int), "[]int");
}

function sequence(values: readonly number[], call: Call): string {
  const [first = 0, second = 0, third = 0] = values;
  if (values.length === 1) {
    const increment = first < 1 ? -1 : 1;
    return range(1, first + increment, increment, call).join(" ");
  }
  if (values.length === 2) {
    const step = second < first ? -1 : 1;
    return range(first, second + step, step, call).join(" ");
  }
  if (values.length !== 3) return "";
  const increment = third < first ? -1 : 1;
  if (increment < 0 && second > 0) return "";
  return range(first, third + increment, second, call).join(" ");
}
