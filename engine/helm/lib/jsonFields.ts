import { GoList, GoMap, type GoObject, Integer, stringOf, type Value } from "../value";

/** The deepest value that is written: Go reports a map that contains itself as an error from this depth on. */
export const maxValueDepth = 1000;

/**
 * The members that `encoding/json` writes for a struct. helm's own structs have tags: the name with a small letter, left
 * out where empty (pkg/chart/metadata.go, dependency.go); all others have the names of their fields.
 */
export function jsonFields(object: GoObject): [string, Value][] {
  const fields = [...object.fields];
  if (!/\bchart\./.test(object.type)) return fields;
  const always = object.type.endsWith("Dependency") ? ["Name", "Repository"] : ["IsRoot"];
  const written = fields.filter(([name, value]) => always.includes(name) || !isEmpty(value));
  return written.map(([name, value]) => [name === "IsRoot" ? name : tagOf(name), value]);
}

function tagOf(name: string): string {
  if (name === "ImportValues") return "import-values";
  const capitals = /^[A-Z]+(?=[A-Z][a-z]|$)/.exec(name)?.[0] ?? name.slice(0, 1);
  return capitals.toLowerCase() + name.slice(capitals.length);
}

function isEmpty(value: Value): boolean {
  if (value === undefined || value === null || value === false || value === 0) return true;
  if (value instanceof Integer) return value.value === 0n;
  if (value instanceof GoList) return value.items.length === 0;
  if (value instanceof GoMap) return value.entries.size === 0;
  return stringOf(value) === "";
}
