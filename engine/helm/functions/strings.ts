import { byteLength, byteSlice, isAscii } from "../bytes";
import { printValue } from "../lib/printf";
import { quoteGo } from "../lib/quote";
import { camelcase, kebabcase, snakecase } from "../lib/wordCase";
import {
  abbrev,
  abbrevboth,
  initials,
  lower,
  nospace,
  swapcase,
  title,
  untitle,
  upper,
  wrap,
  wrapWith,
} from "../lib/words";
import type { OriginId } from "../origin";
import type { Call, TemplateFunction } from "../template/function";
import { type AnyText, concatenate, plain, replaceAll, slice, surround } from "../template/textOperations";
import { perItem } from "../template/weight";
import { GoList, GoMap, stringList, Text, type Value } from "../value";
import { fail, fn, num, ofStrings, str, strval, traced, tracedStrval } from "./define";
import { stringItems } from "./stringItems";

/** sprig's functions of strings (`strings.go`, v3.3.0). */
export const strings: Readonly<Record<string, TemplateFunction>> = {
  hello: fn("", () => "Hello!"),
  abbrev: fn("is", ([width, text]) => abbrev(num(width), str(text))),
  abbrevboth: fn("iis", ([left, right, text]) => abbrevboth(num(left), num(right), str(text))),
  trunc: fn("is", ([count, text]) => truncated(num(count), traced(text))),
  trim: fn("s", ([text]) => trimmed(traced(text), isSpace, isSpace)),
  upper: ofStrings(1, upper),
  lower: ofStrings(1, lower),
  title: ofStrings(1, title),
  untitle: ofStrings(1, untitle),
  substr: fn("iis", ([start, end, text]) => substring(num(start), num(end), traced(text))),
  repeat: fn("is", ([count, text], call) => repeated(num(count), str(text), call)),
  trimall: fn("ss", ([cut, text]) => trimmedOf(str(cut), traced(text))),
  trimAll: fn("ss", ([cut, text]) => trimmedOf(str(cut), traced(text))),
  trimSuffix: fn("ss", ([suffix, text]) => {
    const value = traced(text);
    const whole = plain(value);
    const end = str(suffix);
    return end !== "" && whole.endsWith(end) ? slice(value, 0, whole.length - end.length) : value;
  }),
  trimPrefix: fn("ss", ([prefix, text]) => {
    const value = traced(text);
    const start = str(prefix);
    return plain(value).startsWith(start) ? slice(value, start.length, plain(value).length) : value;
  }),
  nospace: ofStrings(1, nospace),
  initials: ofStrings(1, initials),
  swapcase: ofStrings(1, swapcase),
  snakecase: ofStrings(1, snakecase),
  camelcase: ofStrings(1, camelcase),
  kebabcase: ofStrings(1, kebabcase),
  wrap: fn("is", ([width, text]) => wrap(num(width), str(text))),
  wrapWith: fn("iss", ([width, newLine, text]) => wrapWith(num(width), str(newLine), str(text))),
  contains: fn("ss", ([part, text]) => str(text).includes(str(part))),
  hasPrefix: fn("ss", ([prefix, text]) => str(text).startsWith(str(prefix))),
  hasSuffix: fn("ss", ([suffix, text]) => str(text).endsWith(str(suffix))),
  quote: fn("a*", (values, call) => quoted(values, call, quoteTraced)),
  squote: fn("a*", (values, call) => quoted(values, call, (value) => surround(squotable(value), "'", "'"))),
  cat: fn("a*", (values, call) => {
    const pieces = piecesOf(values, call, tracedStrvalPrinted);
    return trimmed(joinedPieces(pieces, " ", call), isSpace, isSpace);
  }),
  indent: fn("is", ([count, text], call) => indented(num(count), traced(text), call, "")),
  nindent: fn("is", ([count, text], call) => indented(num(count), traced(text), call, "\n")),
  replace: fn("sss", ([from, to, text], call) => {
    // A bound: what is replaced stands next to each other at most.
    if (str(to).length > str(from).length)
      call.host.charge(countOf(str(text), str(from)) * (str(to).length + perItem));
    return replaceAll(traced(text), str(from), traced(to), call.origins[1] ?? 0);
  }),
  plural: fn("ssi", ([one, many, count]) => (num(count) === 1 ? one : many)),
  toString: fn("a", ([value]) => tracedStrval(value)),
  split: fn("ss", ([separator, text], call) => splitMap(goSplit(str(text), str(separator), -1), call)),
  splitn: fn("sis", ([separator, count, text], call) =>
    splitMap(goSplit(str(text), str(separator), num(count)), call),
  ),
  splitList: fn("ss", ([separator, text], call) => {
    call.host.charge(countOf(str(text), str(separator)) * perItem);
    const list = stringList(goSplit(str(text), str(separator), -1));
    list.origins = list.items.map(() => call.origins[1] ?? 0);
    return list;
  }),
  toStrings: fn("a", ([value], call) => {
    const items = stringItems(value, call.host.table, call.origins[0] ?? 0);
    const list = new GoList(
      items.map(([item]) => item),
      "[]string",
    );
    list.origins = items.map(([, origin]) => origin);
    return list;
  }),
  join: fn("sa", ([separator, value], call) => {
    const items = stringItems(value, call.host.table, call.origins[1] ?? 0);
    return joinedPieces(items, str(separator), call);
  }),
  sortAlpha: fn("a", ([value]) => {
    if (!(value instanceof GoList)) return stringList([strval(value)]);
    return stringList(
      value.items
        .filter((item) => item !== null)
        .map(strval)
        .sort(compareText),
    );
  }),
  shuffle: ofStrings(1, (text) => text),
};

function countOf(text: string, part: string): number {
  if (part === "") return text.length + 1;
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function quoteTraced(value: Value): AnyText {
  const text = tracedStrval(value);
  const whole = plain(text);
  const result = quoteGo(whole);
  return text instanceof Text && result.length === whole.length + 2 ? surround(text, '"', '"') : result;
}

function squotable(value: Value): AnyText {
  return value instanceof Text ? value : printValue(value);
}

function tracedStrvalPrinted(value: Value): AnyText {
  return value instanceof Text ? value : printValue(value);
}

function quoted(values: readonly Value[], call: Call, quote: (value: Value) => AnyText): Value {
  const [only] = values;
  if (values.length === 1) return only === null || only === undefined ? "" : quote(only);
  return joinedPieces(piecesOf(values, call, quote), " ", call);
}

function piecesOf(
  values: readonly Value[],
  call: Call,
  print: (value: Value) => AnyText,
): (readonly [AnyText, OriginId])[] {
  return values.flatMap((value, index) =>
    value === null || value === undefined ? [] : [[print(value), call.origins[index] ?? 0] as const],
  );
}

function joinedPieces(
  pieces: readonly (readonly [AnyText, OriginId])[],
  separator: string,
  call: Call,
): AnyText {
  let length = pieces.length * separator.length;
  for (const [piece] of pieces) length += plain(piece).length;
  call.host.charge(length);
  if (!call.host.trace) return pieces.map(([piece]) => plain(piece)).join(separator);
  return concatenate(
    pieces.flatMap((piece, index) => (index > 0 ? [[separator, 0] as const, piece] : [piece])),
  );
}

function truncated(count: number, text: AnyText): AnyText {
  const whole = plain(text);
  const length = byteLength(whole);
  if (count < 0 && length + count > 0) return bytes(text, length + count, length);
  return count >= 0 && length > count ? bytes(text, 0, count) : text;
}

/** A part by offsets in bytes. */
function bytes(text: AnyText, start: number, end: number): AnyText {
  const whole = plain(text);
  return isAscii(whole) ? slice(text, start, end) : byteSlice(whole, start, end);
}

function substring(start: number, end: number, text: AnyText): AnyText {
  const length = byteLength(plain(text));
  if (start < 0) {
    if (end < 0 || end > length)
      fail(`runtime error: slice bounds out of range [:${end}]${end < 0 ? "" : ` with length ${length}`}`);
    return bytes(text, 0, end);
  }
  if (end < 0 || end > length) {
    if (start > length) fail(`runtime error: slice bounds out of range [${start}:${length}]`);
    return bytes(text, start, length);
  }
  if (start > end) fail(`runtime error: slice bounds out of range [${start}:${end}]`);
  return bytes(text, start, end);
}

function repeated(count: number, text: string, call: Call): string {
  if (count < 0) fail("strings: negative Repeat count");
  call.host.charge(count * text.length);
  return text.repeat(count);
}

function indented(count: number, text: AnyText, call: Call, before: string): AnyText {
  if (count < 0) fail("strings: negative Repeat count");
  const lines = count > 100 ? plain(text).split("\n").length : 1;
  call.host.charge(count * lines + plain(text).length);
  const pad = " ".repeat(count);
  return surround(text, before + pad, "", pad);
}

/** Go's `unicode.IsSpace`. */
function isSpace(character: string): boolean {
  return /^[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/u.test(character);
}

function trimmedOf(cut: string, text: AnyText): AnyText {
  const characters = new Set(cut);
  const isCut = (character: string): boolean => characters.has(character);
  return trimmed(text, isCut, isCut);
}

function trimmed(text: AnyText, isStart: (c: string) => boolean, isEnd: (c: string) => boolean): AnyText {
  const whole = plain(text);
  let start = 0;
  while (start < whole.length) {
    const character = String.fromCodePoint(whole.codePointAt(start) ?? 0);
    if (!isStart(character)) break;
    start += character.length;
  }
  let end = whole.length;
  while (end > start) {
    const last = whole.charCodeAt(end - 1);
    const isPair = last >= 0xdc00 && last < 0xe000 && end - 2 >= start && isHigh(whole.charCodeAt(end - 2));
    const character = whole.slice(isPair ? end - 2 : end - 1, end);
    if (!isEnd(character)) break;
    end -= character.length;
  }
  return slice(text, start, end);
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

/** Go's `strings.SplitN`; without a limit when `count` is negative. */
export function goSplit(text: string, separator: string, count: number): string[] {
  if (count === 0) return [];
  const parts = separator === "" ? [...text] : text.split(separator);
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function splitMap(parts: readonly string[], call: Call): GoMap {
  call.host.charge(parts.length * 2 * perItem);
  const map = new GoMap(new Map(), "map[string]string");
  const origin = call.origins.at(-1) ?? 0;
  for (const [index, part] of parts.entries()) map.set(`_${index}`, part, origin);
  return map;
}
