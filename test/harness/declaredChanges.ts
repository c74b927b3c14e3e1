import type { PathEdit, PlainValue } from "../../engine/yaml/pathEdit";
import { pointerStep } from "../../engine/yaml/pointer";
import type { Json } from "./toJson";

/** Stands where an item was removed until all changes are made, so that the indexes of the others hold. */
const removed = Symbol("removed");
type Node = Json | typeof removed;

/** What a document says after path edits, by plain data alone: the model that the text edits are held against. */
export function withChanges(root: Json, edits: readonly PathEdit[]): Json {
  const result = { root: structuredClone(root) as Node };
  for (const edit of edits) change(result, ["root", ...edit.at.path], edit);
  return withoutRemoved(result.root) ?? null;
}

/** The same value, whatever the order of keys; numbers by value. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === "object" && value !== null) {
    const keys = Object.keys(value).sort();
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join()}}`;
  }
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

/**
 * Where a place is after the changes, as a JSON Pointer: items move up when one before them goes, keys are renamed.
 * `undefined` for what is gone.
 */
export function pointerAfter(pointer: string, edits: readonly PathEdit[]): string | undefined {
  let steps = pointer.split("/");
  const before = steps.join("/");
  for (const edit of edits) {
    const at = edit.at.pointer;
    if (edit.op === "rename" && (before === at || before.startsWith(`${at}/`)))
      steps = steps.with(at.split("/").length - 1, pointerStep(edit.key));
    if (edit.op !== "remove") continue;
    if (before === at || before.startsWith(`${at}/`)) return undefined;
    const { key, parent } = edit.at;
    if (typeof key !== "number" || !parent || !before.startsWith(`${parent.pointer}/`)) continue;
    const depth = parent.pointer.split("/").length;
    const index = Number(before.split("/")[depth]);
    if (index > key) steps = steps.with(depth, String(Number(steps[depth]) - 1));
  }
  return steps.join("/");
}

function change(holder: { [key: string]: Node }, path: readonly (string | number)[], edit: PathEdit): void {
  let parent: { [key: string | number]: Node } | Node[] = holder;
  for (const step of path.slice(0, -1)) {
    const known: Node | undefined = (parent as { [key: string | number]: Node })[step];
    const next = (typeof known === "object" && known !== null ? known : {}) as { [key: string]: Json };
    (parent as { [key: string | number]: Node })[step] = next;
    parent = next;
  }
  const last = path.at(-1) ?? "";
  const into = parent as { [key: string | number]: Node };
  if (edit.op === "set") into[last] = json(edit.value);
  else if (edit.op === "append") into[last] = [...((into[last] as Json[] | null) ?? []), json(edit.value)];
  else if (edit.op === "rename") {
    into[edit.key] = into[last] ?? null;
    delete into[last];
  } else if (Array.isArray(parent)) {
    if (Number(last) < parent.length) into[last] = removed;
  } else delete into[last];
}

function json(value: PlainValue): Json {
  return structuredClone(value) as Json;
}

function withoutRemoved(node: Node | undefined): Json | undefined {
  if (node === removed || node === undefined) return undefined;
  if (Array.isArray(node))
    return (node as Node[]).filter((item) => item !== removed).map((item) => withoutRemoved(item) ?? null);
  if (typeof node !== "object" || node === null) return node as Json;
  for (const key of Object.keys(node)) node[key] = withoutRemoved(node[key]) ?? null;
  return node;
}
