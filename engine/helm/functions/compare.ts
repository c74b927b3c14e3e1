import { compareBytes } from "../bytes";
import { sprintf, typeName } from "../lib/printf";
import type { TemplateFunction } from "../template/function";
import { GoObject, GoTime, Integer, Text, type Value } from "../value";
import { fail, fn, kindOf, str } from "./define";

/** The comparisons of Go's `src/text/template/funcs.go`. */
export const comparisons: Readonly<Record<string, TemplateFunction>> = {
  eq: fn("vv*", ([first, ...others]) => equal(first, others)),
  ne: fn("vv", ([left, right]) => !equal(left, [right])),
  lt: fn("vv", ([left, right]) => isLess(left, right)),
  le: fn("vv", ([left, right]) => isAtMost(left, right)),
  gt: fn("vv", ([left, right]) => !isAtMost(left, right)),
  ge: fn("vv", ([left, right]) => !isLess(left, right)),
};

type BasicKind = "bool" | "int" | "uint" | "float" | "string" | undefined;

function basicKind(value: Value): BasicKind {
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float";
  if (typeof value === "string" || value instanceof Text) return "string";
  if (value instanceof Integer) return value.type.startsWith("uint") ? "uint" : "int";
  return undefined;
}

function equal(first: Value, others: readonly Value[]): boolean {
  if (others.length === 0) fail("missing argument for comparison");
  return others.some((other) => equalPair(first, other));
}

function equalPair(left: Value, right: Value): boolean {
  const kind = basicKind(left);
  const other = basicKind(right);
  const isValid = left !== undefined && left !== null && right !== undefined && right !== null;
  if (left instanceof Integer && right instanceof Integer) return left.value === right.value;
  if (kind !== other) {
    if (isValid) fail(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);
    return false;
  }
  if (kind === "string") return str(left) === str(right);
  if (kind !== undefined) return left === right;
  if (!isValid) return (left ?? null) === (right ?? null);
  if (kindOf(left) !== kindOf(right))
    fail(
      `non-comparable types ${sprintf("%s", [left])}: ${typeName(left)}, ${typeName(right)}: ${sprintf("%v", [right])}`,
    );
  if (!(right instanceof GoObject) && !(right instanceof GoTime))
    fail(`non-comparable type ${sprintf("%s", [right])}: ${typeName(right)}`);
  return left === right;
}

function isLess(left: Value, right: Value): boolean {
  const kind = basicKind(left);
  const other = basicKind(right);
  if (kind === undefined || other === undefined) fail("invalid type for comparison");
  if (left instanceof Integer && right instanceof Integer) return left.value < right.value;
  if (kind !== other) fail(`incompatible types for comparison: ${typeName(left)} and ${typeName(right)}`);
  if (kind === "string") return compareBytes(str(left), str(right)) < 0;
  if (typeof left === "number" && typeof right === "number") return left < right;
  return fail("invalid type for comparison");
}

function isAtMost(left: Value, right: Value): boolean {
  return isLess(left, right) || equalPair(left, right);
}
