import type { YamlDocument } from "./document";
import type { Field } from "./field";
import { isPlainMap, type PathEdit, type PlainMap, type PlainValue } from "./pathEdit";
import type { TextEdit } from "./span";
import { EditRefused, TextEditor } from "./textEditor";

export type EditResult = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** The customary order of the keys of a mapping; `undefined` where a new key goes to the end. */
export type KeyOrder = (map: Field) => readonly string[] | undefined;

export interface EditOptions {
  /** The edits come from several fixes: keys of a new mapping stand in the customary order, not in that of the edits. */
  readonly sorted?: boolean;
}

/**
 * Turns path edits into the smallest edits of the text, in offsets of the document; every byte outside them stays.
 * Refused with a reason, never guessed: documents that are not valid YAML, and places whose text is shared through an
 * anchor or a merge, since a change there would change other places too.
 */
export function editDocument(
  document: YamlDocument,
  edits: readonly PathEdit[],
  keyOrder: KeyOrder,
  { sorted = false }: EditOptions = {},
): EditResult {
  if (document.problems.length > 0) return { refused: "the document is not valid YAML" };
  const editor = new TextEditor(document, keyOrder);
  try {
    const insertions = new Map<Field, PlainMap>();
    const lists = new Map<Field, PlainValue[]>();
    const order: KeyOrder = sorted ? keyOrder : () => undefined;
    for (const edit of edits) apply(edit, editor, { entries: insertions, lists, order });
    for (const [at, values] of lists) editor.replaceValue(at, values);
    for (const [map, entries] of insertions) editor.insertEntries(map, entries);
    return { edits: editor.finish() };
  } catch (error) {
    if (error instanceof EditRefused) return { refused: error.message };
    throw error;
  }
}

/** What is new in each mapping and list. */
interface Insertions {
  readonly entries: Map<Field, PlainMap>;
  /** The items of lists that are null so far. */
  readonly lists: Map<Field, PlainValue[]>;
  /** Of the keys that several edits bring; `undefined` for the order of the edits. */
  readonly order: KeyOrder;
}

/** New keys of one mapping are gathered, so that several settings of a new `securityContext` become one block. */
function apply(edit: PathEdit, editor: TextEditor, insertions: Insertions): void {
  refuseShared(edit.at);
  switch (edit.op) {
    case "set":
      if (edit.at.exists) editor.replaceValue(edit.at, edit.value);
      else insert(edit.at, edit.value, insertions);
      break;
    case "remove":
      if (edit.at.exists) editor.remove(edit.at);
      break;
    case "append":
      if (edit.at.isSequence) editor.appendItem(edit.at, edit.value);
      else if (edit.at.present) throw new EditRefused("the value is not a sequence");
      else if (edit.at.exists)
        insertions.lists.set(edit.at, [...(insertions.lists.get(edit.at) ?? []), edit.value]);
      else insert(edit.at, [edit.value], insertions);
      break;
    case "rename":
      editor.rename(edit.at, edit.key);
  }
}

function insert(at: Field, value: PlainValue, { entries, order }: Insertions): void {
  let parent = at.parent;
  const path: string[] = [String(at.key)];
  while (parent && !parent.exists) {
    if (typeof parent.key === "number") throw new EditRefused("the item does not exist");
    path.unshift(parent.key);
    parent = parent.parent;
  }
  if (!parent || (parent.present && !parent.isMap)) throw new EditRefused("the parent is not a mapping");
  let wrapped = value;
  for (const key of path.slice(1).reverse()) wrapped = { [key]: wrapped };
  const own = { [path[0] ?? ""]: wrapped };
  const known = entries.get(parent);
  entries.set(parent, known ? mergeMaps(parent, known, own, order) : own);
}

function mergeMaps(map: Field, into: PlainMap, from: PlainMap, orderOf: KeyOrder): PlainMap {
  const merged: Record<string, PlainValue> = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const known = Object.hasOwn(merged, key) ? merged[key] : undefined;
    if (isPlainMap(known) && isPlainMap(value)) merged[key] = mergeMaps(map.at(key), known, value, orderOf);
    else if (Array.isArray(known) && Array.isArray(value)) merged[key] = [...known, ...value];
    else merged[key] = value;
  }
  const order = orderOf(map);
  if (!order) return merged;
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => rank(a) - rank(b)));
}

function refuseShared(at: Field): void {
  for (let field: Field | undefined = at; field; field = field.parent) {
    if (field.shared) throw new EditRefused("the setting is shared through an anchor or a merge");
    if (field.written?.kind === "alias") throw new EditRefused("the value is an alias of another place");
    const anchor = field.written?.anchor;
    if (anchor !== undefined && new RegExp(`\\*${escaped(anchor)}(?![\\w-])`).test(at.document.text))
      throw new EditRefused("the setting is shared through an anchor or a merge");
  }
}

/** An anchor's name may hold any sign, also those that mean something in a pattern. */
function escaped(name: string): string {
  return name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
