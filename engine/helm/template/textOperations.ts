import type { OriginId, Origins } from "../origin";
import type { Text } from "../value";
import { Output } from "./output";

/** Changes of text that keep where each piece came from. Untraced strings stay untraced. */
export type AnyText = string | Text;

export function plain(value: AnyText): string {
  return typeof value === "string" ? value : value.text;
}

export function slice(value: AnyText, start: number, end: number): AnyText {
  if (typeof value === "string") return value.slice(start, end);
  if (start <= 0 && end >= value.text.length) return value;
  const output = new Output();
  output.copy(value, 0, start, end);
  return output.finish();
}

/** Go's `strings.ReplaceAll`: an empty `from` is between all characters. */
export function replaceAll(value: AnyText, from: string, to: AnyText, toOrigin: OriginId): AnyText {
  if (typeof value === "string") return goReplaceAll(value, from, plain(to));
  if (from !== "" && !value.text.includes(from)) return value;
  const output = new Output();
  let last = 0;
  for (const at of occurrences(value.text, from)) {
    output.copy(value, 0, last, at);
    output.copy(to, toOrigin);
    last = at + from.length;
  }
  output.copy(value, 0, last);
  return output.finish();
}

function goReplaceAll(text: string, from: string, to: string): string {
  if (from !== "") return text.replaceAll(from, () => to);
  return to + [...text].map((character) => character + to).join("");
}

function occurrences(text: string, from: string): number[] {
  const found: number[] = [];
  if (from === "") {
    let at = 0;
    for (const character of text) {
      found.push(at);
      at += character.length;
    }
    found.push(at);
    return found;
  }
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length)) found.push(at);
  return found;
}

/** `before`, the text and `after`; a newline in the text is followed by `afterNewline`. */
export function surround(value: AnyText, before: string, after: string, afterNewline = ""): AnyText {
  if (typeof value === "string") {
    const text = afterNewline === "" ? value : value.replaceAll("\n", `\n${afterNewline}`);
    return before + text + after;
  }
  const output = new Output();
  output.literal(before);
  let last = 0;
  if (afterNewline !== "")
    for (let at = value.text.indexOf("\n"); at >= 0; at = value.text.indexOf("\n", at + 1)) {
      output.copy(value, 0, last, at + 1);
      output.literal(afterNewline);
      last = at + 1;
    }
  output.copy(value, 0, last);
  output.literal(after);
  return output.finish();
}

/** Pieces one behind the other, each with its origin. */
export function concatenate(pieces: readonly (readonly [AnyText, OriginId])[]): Text {
  const output = new Output();
  for (const [piece, origin] of pieces) output.copy(piece, origin);
  return output.finish();
}

/** Where any piece of a text came from, and why nothing was written where nothing was. */
export function joined(origins: Origins, text: Text): OriginId {
  const all = new Set<OriginId>();
  for (const run of text.runs) all.add(run.origin);
  let origin = 0;
  for (const part of all) origin = origins.join(origin, part);
  const left = new Set<OriginId>();
  for (const mark of text.marks) left.add(mark.origin);
  let control = 0;
  for (const part of left) control = origins.join(control, part);
  return origins.under(origin, control);
}
