import { printValue } from "../lib/printf";
import { FunctionError } from "../template/errors";
import type { Call, TemplateFunction } from "../template/function";
import { Bytes, GoList, Integer, type ParameterType, Text, type Value } from "../value";

/** Parameters, a letter each; `*` behind the last lets it repeat. */
const letters: Readonly<Record<string, ParameterType>> = {
  a: "interface {}",
  v: "reflect.Value",
  s: "string",
  b: "bool",
  i: "int",
  f: "float64",
  m: "map[string]interface {}",
  l: "[]interface {}",
  t: "time.Time",
  c: "certificate",
};

type Run = (values: readonly Value[], call: Call) => Value;

/** A function of the parameters that `signature` spells. */
export function fn(signature: string, run: Run): TemplateFunction {
  const variadic = signature.endsWith("*");
  const parameters = [...(variadic ? signature.slice(0, -1) : signature)].map(
    (letter) => letters[letter] ?? "interface {}",
  );
  return { parameters, variadic, run };
}

/** A function of strings that gives a string. */
export function ofStrings(count: number, run: (...texts: string[]) => Value): TemplateFunction {
  return fn("s".repeat(count), (values) => run(...values.map(str)));
}

/** The string of a string argument. */
export function str(value: Value): string {
  if (typeof value === "string") return value;
  return value instanceof Text ? value.text : "";
}

/** A string argument with the runs it has. */
export function traced(value: Value): string | Text {
  return value instanceof Text ? value : str(value);
}

/** The number of an `int` argument. */
export function num(value: Value): number {
  return value instanceof Integer ? Number(value.value) : 0;
}

/** sprig's `strval`. */
export function strval(value: Value): string {
  return value instanceof Bytes ? value.text : printValue(value);
}

/** The same, with the runs that text has. */
export function tracedStrval(value: Value): string | Text {
  return value instanceof Text ? value : strval(value);
}

/** The slice that is nil. */
export function nilList(type = "[]interface {}"): GoList {
  const list = new GoList([], type);
  list.isNil = true;
  return list;
}

export function fail(problem: string): never {
  throw new FunctionError(problem);
}

/** Go's name of the kind of a value. */
export function kindOf(value: Value): string {
  if (value === undefined || value === null) return "invalid";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (typeof value === "string" || value instanceof Text) return "string";
  if (value instanceof Integer) {
    if (value.type === "time.Duration") return "int64";
    return value.type === "time.Month" ? "int" : value.type;
  }
  if (value instanceof GoList || value instanceof Bytes) return "slice";
  if ("entries" in value) return "map";
  if ("fields" in value && value.type.startsWith("*")) return "ptr";
  return "struct";
}
