import { trimmedEnd } from "../../trimmedEnd";
import { byteLength, compareBytes, isAscii } from "../bytes";
import { Bytes, GoList, GoMap, GoObject, GoTime, Integer, Text, type Value } from "../value";
import { encodeBase64 } from "./base";
import { formatTime } from "./dates";
import { formatGeneral } from "./floatFormat";
import { jsonFields, maxValueDepth } from "./jsonFields";
import { compareKeys } from "./yamlKeyOrder";
import { type EmitStyle, isBreak, isPrintable, scalarStyle } from "./yamlScalar";

/**
 * Told for each scalar, and each empty collection, where its text lies in the result (UTF-16 offsets, quotes included), and
 * which slot of which collection it is; `undefined` for a value that is no member of a collection.
 */
export type ScalarWritten = (
  start: number,
  end: number,
  container: GoMap | GoList | undefined,
  key: string | number,
) => void;

/** Lines are folded at the first space behind this column. */
const bestWidth = 80;

/**
 * A value as helm's `toYaml` writes it: sigs.k8s.io/yaml, that is JSON first, then go-yaml v2's emitter. Without the line
 * break at the end. Empty for what JSON cannot say.
 */
export function toYaml(value: Value, onScalar?: ScalarWritten): string {
  const emitter = new Emitter(onScalar);
  return emitter.document(value) ?? "";
}

class Unwritable extends Error {}

class Emitter {
  private output = "";
  private column = 0;
  private indent = -1;
  private whitespace = true;
  private indention = true;
  private depth = 0;

  constructor(private readonly onScalar: ScalarWritten | undefined) {}

  document(value: Value): string | undefined {
    try {
      this.node(value, undefined, 0, false);
    } catch (error) {
      if (error instanceof Unwritable) return undefined;
      throw error;
    }
    this.writeIndent();
    return this.output.endsWith("\n") ? this.output.slice(0, -1) : this.output;
  }

  private node(
    value: Value,
    container: GoMap | GoList | undefined,
    key: string | number,
    inMap: boolean,
  ): void {
    if (value instanceof GoMap) {
      const keys = [...value.entries.keys()].sort(compareBytes).sort(compareKeys);
      if (keys.length === 0) this.leaf("{}", container, key);
      else this.mapping(keys, (name) => this.node(value.entries.get(name), value, name, true));
    } else if (value instanceof GoObject) {
      const fields = new Map(jsonFields(value));
      const keys = [...fields.keys()].sort(compareBytes).sort(compareKeys);
      if (keys.length === 0) this.leaf("{}", container, key);
      else this.mapping(keys, (name) => this.node(fields.get(name), undefined, name, true));
    } else if (value instanceof GoList) {
      if (value.items.length === 0) this.leaf(value.isNil ? "null" : "[]", container, key);
      else this.sequence(value, inMap);
    } else this.scalar(value, container, key);
  }

  private mapping(keys: readonly string[], writeValue: (key: string) => void): void {
    const outer = this.indent;
    this.enter(false);
    for (const key of keys) {
      this.writeIndent();
      const text = replaceBytes(key);
      if (unreadable.test(text)) throw new Unwritable();
      if (byteLength(text) <= 128 && !hasBreak(text)) {
        this.scalarText(text, scalarStyle(text, true), false);
        this.indicator(":", false, false);
      } else {
        this.indicator("?", true, true);
        this.scalarText(text, scalarStyle(text, false), true);
        this.writeIndent();
        this.indicator(":", true, true);
      }
      writeValue(key);
    }
    this.leave(outer);
  }

  private sequence(list: GoList, inMap: boolean): void {
    const outer = this.indent;
    this.enter(inMap && !this.indention);
    list.items.forEach((item, index) => {
      this.writeIndent();
      this.indicator("-", true, true);
      this.node(item, list, index, false);
    });
    this.leave(outer);
  }

  private enter(sameIndent: boolean): void {
    if (++this.depth > maxValueDepth) throw new Unwritable();
    if (this.indent < 0) this.indent = 0;
    else if (!sameIndent) this.indent += 2;
  }

  private leave(outer: number): void {
    this.depth--;
    this.indent = outer;
  }

  private scalar(value: Value, container: GoMap | GoList | undefined, key: string | number): void {
    if (typeof value === "string") this.string(value, container, key);
    else if (value instanceof Text) this.string(value.text, container, key);
    else if (value instanceof Bytes) this.string(encodeBase64(value.text), container, key);
    else if (value instanceof GoTime)
      this.string(formatTime(value, "2006-01-02T15:04:05.999999999Z07:00"), container, key);
    else if (value === null || value === undefined) this.leaf("null", container, key);
    else if (typeof value === "boolean") this.leaf(String(value), container, key);
    else if (typeof value === "number") this.leaf(numberText(value), container, key);
    else if (value instanceof Integer) this.leaf(String(value.value), container, key);
  }

  private string(value: string, container: GoMap | GoList | undefined, key: string | number): void {
    const text = folded(replaceBytes(value));
    if (unreadable.test(text)) throw new Unwritable();
    if (!this.whitespace) this.put(" ");
    const start = this.output.length;
    this.whitespace = true;
    this.scalarText(text, scalarStyle(text, false), true);
    this.onScalar?.(start, this.output.length, container, key);
  }

  private leaf(text: string, container: GoMap | GoList | undefined, key: string | number): void {
    if (!this.whitespace) this.put(" ");
    const start = this.output.length;
    this.put(text);
    this.whitespace = false;
    this.indention = false;
    this.onScalar?.(start, this.output.length, container, key);
  }

  private scalarText(text: string, style: EmitStyle, breaks: boolean): void {
    const outer = this.indent;
    this.indent = outer < 0 ? 2 : outer + 2;
    if (style === "literal") this.literal(text);
    else {
      if (!this.whitespace) this.put(" ");
      if (style === "plain") this.plain(text, breaks);
      else if (style === "single") this.single(text, breaks);
      else this.double(text, breaks);
      this.whitespace = false;
      this.indention = false;
    }
    this.indent = outer;
  }

  private plain(text: string, breaks: boolean): void {
    if (!breaks || this.column + text.length <= bestWidth || !text.includes(" ")) this.put(text);
    else this.words(text, (index) => index >= 0);
  }

  /** Writes text with line breaks in place of single spaces behind the best width, where `mayBreak` allows. */
  private words(text: string, mayBreak: (index: number) => boolean): void {
    let from = 0;
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
      this.put(text.slice(from, at));
      from = at;
      if (text[at - 1] !== " " && text[at + 1] !== " " && this.column > bestWidth && mayBreak(at)) {
        this.indention = false;
        this.writeIndent();
        from = at + 1;
      }
    }
    this.put(text.slice(from));
  }

  private single(text: string, breaks: boolean): void {
    this.put("'");
    const last = text.length - 1;
    const lines = text.split(/(?<=[\u2028\u2029])/);
    lines.forEach((line, index) => {
      if (index > 0) {
        this.column = 0;
        this.indention = true;
        this.writeIndent();
      }
      if (breaks) this.doubled(line, last, lines.length === 1);
      else this.put(line.replaceAll("'", "''"));
    });
    this.put("'");
  }

  /** Apostrophes are doubled after the decision where to fold, which counts the columns that were written. */
  private doubled(text: string, last: number, whole: boolean): void {
    let from = 0;
    for (let at = text.indexOf(" "); at >= 0; at = text.indexOf(" ", at + 1)) {
      this.put(text.slice(from, at).replaceAll("'", "''"));
      from = at;
      const alone = text[at - 1] !== " " && text[at + 1] !== " ";
      if (alone && this.column > bestWidth && at > 0 && (at < last || !whole)) {
        this.indention = false;
        this.writeIndent();
        from = at + 1;
      }
    }
    this.put(text.slice(from).replaceAll("'", "''"));
  }

  private double(text: string, breaks: boolean): void {
    this.put('"');
    let spaces = false;
    const last = text.length - 1;
    let piece = "";
    for (let index = 0; index <= last; index++) {
      const code = text.charCodeAt(index);
      if (!isPrintable(code) || isBreak(code) || code === 0x22 || code === 0x5c) {
        const point = text.codePointAt(index) ?? 0;
        piece += escapeOf(point);
        if (point > 0xffff) index++;
        spaces = false;
      } else if (code === 0x20) {
        this.put(piece);
        piece = "";
        if (breaks && !spaces && this.column > bestWidth && index > 0 && index < last) {
          this.indention = false;
          this.writeIndent();
          if (text.charCodeAt(index + 1) === 0x20) this.put("\\");
        } else this.put(" ");
        spaces = true;
      } else {
        piece += text[index];
        spaces = false;
      }
    }
    this.put(`${piece}"`);
  }

  private literal(text: string): void {
    if (!this.whitespace) this.put(" ");
    const first = text.charCodeAt(0);
    const hint = first === 0x20 || isBreak(first) ? "2" : "";
    const chomp = !isBreak(text.charCodeAt(text.length - 1))
      ? "-"
      : text.length === 1 || isBreak(text.charCodeAt(text.length - 2))
        ? "+"
        : "";
    this.put(`|${hint}${chomp}`);
    this.breakLine();
    this.whitespace = true;
    this.indention = true;
    const padding = " ".repeat(Math.max(0, this.indent));
    for (const line of text.split(/(?<=[\n\u2028\u2029])/)) {
      const ends = isBreak(line.charCodeAt(line.length - 1));
      if (!(ends && line.length === 1)) this.put(padding);
      if (line.endsWith("\n")) {
        this.output += line;
        this.column = 0;
      } else this.put(line);
      if (ends) this.column = 0;
      this.indention = ends;
    }
  }

  private indicator(text: string, needsSpace: boolean, keepsIndention: boolean): void {
    if (needsSpace && !this.whitespace) this.put(" ");
    this.put(text);
    this.whitespace = false;
    this.indention = this.indention && keepsIndention;
  }

  private writeIndent(): void {
    const indent = Math.max(0, this.indent);
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace))
      this.breakLine();
    if (this.column < indent) {
      this.output += " ".repeat(indent - this.column);
      this.column = indent;
    }
    this.whitespace = true;
    this.indention = true;
  }

  private breakLine(): void {
    this.output += "\n";
    this.column = 0;
  }

  private put(text: string): void {
    this.output += text;
    this.column += isAscii(text) ? text.length : [...text].length;
  }
}

/** What the YAML reader refuses, and JSON does not escape. */
const unreadable = /[\x7f-\x84\x86-\x9f\ufffe\uffff]/;

const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** JSON has no bytes that are not UTF-8: each becomes U+FFFD. */
function replaceBytes(text: string): string {
  return isAscii(text) ? text : text.replace(loneSurrogates, "\ufffd");
}

function hasBreak(text: string): boolean {
  return /[\n\r\x85\u2028\u2029]/.test(text);
}

/** JSON writes whole numbers without an exponent up to 1e21; YAML reads those of 64 bits as integers. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Unwritable();
  if (Object.is(value, -0)) return "0";
  if (!Number.isInteger(value) || Math.abs(value) >= 1e20) return formatGeneral(value);
  const digits = String(value);
  const integer = BigInt(digits);
  return integer >= -(1n << 63n) && integer < 1n << 64n ? digits : formatGeneral(value);
}

const shortEscapes = new Map([
  [0x00, "0"],
  [0x07, "a"],
  [0x08, "b"],
  [0x09, "t"],
  [0x0a, "n"],
  [0x0b, "v"],
  [0x0c, "f"],
  [0x0d, "r"],
  [0x1b, "e"],
  [0x22, '"'],
  [0x5c, "\\"],
  [0x85, "N"],
  [0xa0, "_"],
  [0x2028, "L"],
  [0x2029, "P"],
]);

function escapeOf(code: number): string {
  const short = shortEscapes.get(code);
  if (short !== undefined) return `\\${short}`;
  const digits = code.toString(16).toUpperCase();
  if (code > 0xffff) return `\\U${digits.padStart(8, "0")}`;
  return code <= 0xff ? `\\x${digits.padStart(2, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** Each U+0085, with the blanks around it, becomes a blank. */
function folded(text: string): string {
  const parts = text.split("\x85");
  return parts
    .map((part, index) => {
      const start = index === 0 ? part : part.replace(/^[ \t]+/, "");
      return index === parts.length - 1 ? start : trimmedEnd(start, " \t");
    })
    .join(" ");
}
