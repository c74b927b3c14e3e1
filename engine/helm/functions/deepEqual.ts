import { typeName } from "../lib/printf";
import { Bytes, GoList, GoMap, GoObject, GoTime, Integer, Text, type Value } from "../value";

/** Go's `reflect.DeepEqual`: values of different types are different. */
export function deepEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === undefined || left === null || right === undefined || right === null)
    return (left ?? null) === (right ?? null);
  if (
    typeof left === "number" ||
    typeof left === "boolean" ||
    typeof right === "number" ||
    typeof right === "boolean"
  )
    return false;
  if (typeName(left) !== typeName(right)) return false;
  if (typeof left === "string" || left instanceof Text) return textOf(left) === textOf(right);
  if (left instanceof Integer) return right instanceof Integer && left.value === right.value;
  if (left instanceof Bytes) return right instanceof Bytes && left.text === right.text;
  if (left instanceof GoTime)
    return (
      right instanceof GoTime && left.seconds === right.seconds && left.nanoseconds === right.nanoseconds
    );
  if (left instanceof GoList) {
    if (!(right instanceof GoList) || left.isNil !== right.isNil || left.items.length !== right.items.length)
      return false;
    return left.items.every((item, index) => deepEqual(item, right.items[index]));
  }
  if (left instanceof GoMap) {
    if (!(right instanceof GoMap) || left.entries.size !== right.entries.size) return false;
    return [...left.entries].every(
      ([key, value]) => right.entries.has(key) && deepEqual(value, right.entries.get(key)),
    );
  }
  return (
    left instanceof GoObject &&
    right instanceof GoObject &&
    left.text !== undefined &&
    left.text() === right.text?.()
  );
}

function textOf(value: Value): string | undefined {
  return value instanceof Text ? value.text : typeof value === "string" ? value : undefined;
}
