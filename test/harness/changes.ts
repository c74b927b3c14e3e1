import assert from "node:assert/strict";
import { YamlDocument } from "../../engine/yaml/document";
import { editDocument } from "../../engine/yaml/edit";
import {
  append,
  isPlainMap,
  type PathEdit,
  type PlainMap,
  type PlainValue,
  remove,
  rename,
  set,
} from "../../engine/yaml/pathEdit";
import { applyEdits } from "../../engine/yaml/span";
import { canonical, withChanges } from "./declaredChanges";
import { toJson } from "./toJson";
import { Choices, type OwnedLine, type Path, render } from "./yamlModel";

/** Keys that a reader may take for something else. */
export const keys = [
  "name",
  "image",
  "spec",
  "a b",
  "yes",
  "0",
  "x/y",
  "args",
  "env",
  "on",
  "k8s.io/x",
  "#c",
  "-d",
];

interface Change {
  readonly op: PathEdit["op"];
  readonly path: Path;
  readonly value: PlainValue;
}

/**
 * Renders `model` in a style that `seed` chooses, makes one change by path edits and asserts that the text then says
 * what the model says, that every line of other places is still there in its order, and that line breaks are kept.
 *
 * @param ordered new keys go to a customary place rather than to the end.
 */
export function checkChange(model: PlainMap, seed: number, replacement: PlainValue, ordered: boolean): void {
  const choices = new Choices(seed * 7 + 11);
  const { text, lines } = render(model, choices);
  const document = new YamlDocument(text);
  assert.deepEqual(document.problems, [], text);
  assert.deepEqual(plain(document), normal(model), text);
  const change = chooseChange(model, choices, replacement);
  const result = editDocument(document, [pathEdit(document, change)], () => (ordered ? keys : undefined));
  const story = `${JSON.stringify(change)}\n${text}`;
  assert.ok("edits" in result, `${"refused" in result ? result.refused : ""}\n${story}`);
  const after = applyEdits(text, result.edits);
  const edited = new YamlDocument(after);
  assert.deepEqual(edited.problems, [], `${story}\n=>\n${after}`);
  assert.deepEqual(plain(edited), normal(applyToModel(model, change)), `${story}\n=>\n${after}`);
  const expected = lines.filter(({ owner }) => !isTouched(owner, change)).map((line) => line.text);
  // Where the last lines go and the text had no last break, the blank lines that come to stand last go too.
  if (change.op === "remove" && !/[\r\n]$/.test(text)) while (expected.at(-1)?.trim() === "") expected.pop();
  const seen = change.op === "remove" ? asEntry : (line: string) => line;
  assertSubsequence(expected, after.split(/\r?\n/), `${story}\n=>\n${after}`, seen);
  if (text.includes("\r\n")) assert.doesNotMatch(after, /(?<!\r)\n/, story);
  if (text.endsWith("\n")) assert.match(after, /\n$/, story);
  assertComments(lines, change, after, `${story}\n=>\n${after}`);
}

/**
 * The same for several changes at once, none of which lies within another: together they say what they say one by one.
 *
 * @param replacements a change for each.
 */
export function checkChanges(model: PlainMap, seed: number, replacements: readonly PlainValue[]): void {
  const choices = new Choices(seed * 7 + 11);
  const { text } = render(model, choices);
  const document = new YamlDocument(text);
  const changes: Change[] = [];
  for (const replacement of replacements) {
    const change = chooseChange(model, choices, replacement);
    if (changes.every((other) => isApart(change, other))) changes.push(change);
  }
  const edits = changes.map((change) => pathEdit(document, change));
  const story = `${JSON.stringify(changes)}\n${text}`;
  const result = editDocument(document, edits, () => undefined);
  // Changes that want the same characters wait for each other, see `fixAll`.
  if ("refused" in result) {
    assert.equal(result.refused, "the changes overlap", story);
    return;
  }
  const after = applyEdits(text, result.edits);
  const edited = new YamlDocument(after);
  assert.deepEqual(edited.problems, [], `${story}\n=>\n${after}`);
  const expected = canonical(withChanges(toJson(document.root), edits));
  assert.equal(canonical(toJson(edited.root)), expected, `${story}\n=>\n${after}`);
  if (text.includes("\r\n")) assert.doesNotMatch(after, /(?<!\r)\n/, story);
}

/** Neither lies within the other, nor does one rename a key to that of the other. */
function isApart(one: Change, other: Change): boolean {
  const shorter = Math.min(one.path.length, other.path.length);
  if (one.path.slice(0, shorter).every((step, index) => step === other.path[index])) return false;
  return !(one.op === "rename" && other.op === "rename" && one.value === other.value);
}

function plain(document: YamlDocument): unknown {
  return normal(toJson(document.root) as PlainValue);
}

function normal(given: PlainValue): unknown {
  return JSON.parse(JSON.stringify(given));
}

function chooseChange(model: PlainMap, choices: Choices, replacement: PlainValue): Change {
  const places = allPlaces(model, []);
  const at = choices.pick(places);
  const found = valueAt(model, at);
  const fresh = choices.pick(keys);
  switch (choices.next(5)) {
    case 0:
      if (isPlainMap(found) || found === null) {
        const path = [...at, `new-${fresh}`, ...(choices.chance(2) ? ["deep"] : [])];
        return { op: "set", path, value: replacement };
      }
      return { op: "set", path: at, value: replacement };
    case 1:
      return { op: "remove", path: at, value: null };
    case 2:
      if (Array.isArray(found) || found === null) return { op: "append", path: at, value: replacement };
      return { op: "set", path: at, value: replacement };
    case 3:
      if (typeof at.at(-1) === "string") return { op: "rename", path: at, value: `new ${fresh}` };
      return { op: "remove", path: at, value: null };
    default:
      return { op: "set", path: at, value: replacement };
  }
}

function allPlaces(given: PlainValue, path: Path): Path[] {
  if (typeof given !== "object" || given === null) return [];
  const steps: (string | number)[] = Array.isArray(given)
    ? given.map((_, index) => index)
    : Object.keys(given);
  return steps.flatMap((step) => {
    const place = [...path, step];
    return [place, ...allPlaces(child(given, step) ?? null, place)];
  });
}

function child(given: PlainValue | undefined, step: string | number): PlainValue | undefined {
  if (Array.isArray(given))
    return typeof step === "number" ? (given as readonly PlainValue[])[step] : undefined;
  return isPlainMap(given) && Object.hasOwn(given, step) ? given[step] : undefined;
}

function valueAt(given: PlainValue, path: Path): PlainValue | undefined {
  return path.reduce<PlainValue | undefined>(child, given);
}

function pathEdit(document: YamlDocument, { op, path, value }: Change): PathEdit {
  const at = document.root.at(...path);
  if (op === "set") return set(at, value);
  if (op === "append") return append(at, value);
  return op === "remove" ? remove(at) : rename(at, String(value));
}

function applyToModel(given: PlainValue, { op, path, value }: Change): PlainValue {
  const [step, ...rest] = path;
  if (step === undefined) return op === "append" ? [...(Array.isArray(given) ? given : []), value] : value;
  if (Array.isArray(given)) {
    const list = given as readonly PlainValue[];
    if (rest.length === 0 && op === "remove") return list.filter((_, index) => index !== step);
    return list.map((item, index) => (index === step ? applyToModel(item, { op, path: rest, value }) : item));
  }
  const map: Record<string, PlainValue> = { ...(isPlainMap(given) ? given : {}) };
  const key = String(step);
  if (rest.length === 0 && op === "remove") delete map[key];
  else if (rest.length === 0 && op === "rename") {
    map[String(value)] = map[key] ?? null;
    delete map[key];
  } else
    map[key] = applyToModel(Object.hasOwn(map, key) ? (map[key] ?? null) : null, { op, path: rest, value });
  return map;
}

/** The line may change: it belongs to the changed place, to what lies in it, or to a place that holds it. */
function isTouched(owner: Path, { path }: Change): boolean {
  const shorter = Math.min(owner.length, path.length);
  if (owner.length < path.length && owner.length > 0)
    return owner.every((step, index) => step === path[index]);
  return path.slice(0, shorter).every((step, index) => step === owner[index]) && owner.length > 0;
}

/** The first entry of `- key: value` hands its dash to the next one. */
function asEntry(line: string): string {
  return line.replace(/^[ -]*/, "");
}

function assertSubsequence(
  expected: readonly string[],
  actual: readonly string[],
  story: string,
  seen: (line: string) => string,
): void {
  let at = 0;
  for (const line of expected) {
    while (at < actual.length && seen(actual[at] ?? "") !== seen(line)) at++;
    assert.ok(at < actual.length, `lost: ${line}\n${story}`);
    at++;
  }
}

/** Only what stands inside a replaced value, or beside a removed one, may go. */
function assertComments(
  lines: readonly OwnedLine[],
  { op, path }: Change,
  after: string,
  story: string,
): void {
  for (const { text, owner } of lines) {
    const comment = /# note \d+$/.exec(text)?.[0];
    if (!comment) continue;
    const inside = path.length <= owner.length && path.every((step, index) => step === owner[index]);
    const mayGo =
      inside &&
      (op === "remove" || (op === "set" && (owner.length > path.length || text.trimStart().startsWith("#"))));
    if (!mayGo) assert.match(after, new RegExp(`${comment}(?!\\d)`), `lost ${comment}\n${story}`);
  }
}
