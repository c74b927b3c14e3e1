import type { Field } from "./field";

/** JSON Pointers (RFC 6901): `/spec/containers/0`, empty for the root. */

/** A key or an index as a step of a pointer. */
export function pointerStep(key: string | number): string {
  if (typeof key === "number") return String(key);
  // Nearly no key has one of them, and replacing nothing takes its time as well.
  return /[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key;
}

/** The key that a step of a pointer stands for. */
export function pointerKey(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The pointers above this one, the nearest first, the root last. */
export function parentsOf(pointer: string): string[] {
  const parents: string[] = [];
  for (let at = pointer.lastIndexOf("/"); at >= 0; at = at === 0 ? -1 : pointer.lastIndexOf("/", at - 1))
    parents.push(pointer.slice(0, at));
  return parents;
}

/** The field below `root` that the pointer leads to, whether it exists or not. */
export function fieldAtPointer(root: Field, pointer: string): Field {
  let field = root;
  for (const step of pointer.split("/").slice(1)) {
    const key = pointerKey(step);
    field = field.at(field.isSequence ? Number(key) : key);
  }
  return field;
}
