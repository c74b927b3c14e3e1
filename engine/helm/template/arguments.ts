import { typeName } from "../lib/printf";
import {
  Bytes,
  GoList,
  GoMap,
  GoObject,
  GoTime,
  Integer,
  type ParameterType,
  Text,
  type Value,
} from "../value";

/** Whether Go can give a value to a parameter of a type: `reflect.Type.AssignableTo`. */
export function isAssignable(value: Value, type: ParameterType): boolean {
  switch (type) {
    case "interface {}":
    case "reflect.Value":
      return true;
    case "string":
      return typeof value === "string" || value instanceof Text;
    case "bool":
      return typeof value === "boolean";
    case "float64":
      return typeof value === "number";
    case "int":
    case "int64":
    case "uint64":
    case "time.Duration":
      return value instanceof Integer && value.type === type;
    case "time.Time":
      return value instanceof GoTime;
    case "certificate":
      return value instanceof GoObject && value.type === "sprig.certificate";
    case "map[string]interface {}":
      return value instanceof GoMap && (value.type === type || value.type === "chartutil.Values");
    case "map[string]string":
      return value instanceof GoMap && value.type === type;
    case "[]string":
    case "[]interface {}":
      return (
        value instanceof GoList && (value.type === type || (type === "[]string" && isNamedStrings(value)))
      );
  }
}

function isNamedStrings(value: GoList): boolean {
  return value.type === "chartutil.VersionSet";
}

/** Types that nil is a value of. */
export function canBeNil(type: ParameterType): boolean {
  return (
    type === "interface {}" || type === "reflect.Value" || type.startsWith("[]") || type.startsWith("map[")
  );
}

/** The type as error messages of functions spell it. */
export function parameterName(type: ParameterType): string {
  return type === "certificate" ? "sprig.certificate" : type;
}

/** The truth of a value: Go's `template.IsTrue`. */
export function isTrue(value: Value): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "number") return value !== 0;
  if (typeof value === "string") return value !== "";
  if (value instanceof Text) return value.text !== "";
  if (value instanceof Integer) return value.value !== 0n;
  if (value instanceof GoMap) return value.entries.size > 0;
  if (value instanceof GoList) return value.items.length > 0;
  if (value instanceof Bytes) return value.text !== "";
  return true;
}

/** Go's name of the type, with that of an interface where the value sits in one. */
export function typeInContext(value: Value, boxed: boolean): string {
  return boxed ? "interface {}" : typeName(value);
}
