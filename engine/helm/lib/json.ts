import { compareBytes, isAscii } from "../bytes";
import type { OriginId } from "../origin";
import { Bytes, GoList, GoMap, GoObject, GoTime, Integer, Text, type Value } from "../value";
import { encodeBase64 } from "./base";
import { formatTime } from "./dates";
import { formatFloat } from "./floatFormat";
import { escapeQuotes, inPieces } from "./inPieces";
import { jsonFields, maxValueDepth } from "./jsonFields";

export interface JsonOptions {
  /** `toPrettyJson`: two spaces. */
  readonly indent?: boolean;
  /** `toRawJson` leaves `<`, `>` and `&` as they are. */
  readonly escapeHtml?: boolean;
}

/** What Go's `encoding/json` refuses (infinity, a map that contains itself) throws a `JsonError`. */
export class JsonError extends Error {}

/** Go's `json.Marshal`: keys in byte order, HTML escaped. */
export function toJson(value: Value, options: JsonOptions = {}): string {
  const write = new Writer(options.escapeHtml !== false, options.indent === true);
  return write.value(value, 0);
}

class Writer {
  constructor(
    private readonly escapeHtml: boolean,
    private readonly pretty: boolean,
  ) {}

  value(value: Value, depth: number): string {
    if (depth > maxValueDepth) throw new JsonError("json: unsupported value: encountered a cycle");
    if (value === undefined || value === null) return "null";
    if (typeof value === "boolean") return String(value);
    if (typeof value === "number") return jsonNumber(value);
    if (typeof value === "string") return jsonString(value, this.escapeHtml);
    if (value instanceof Text) return jsonString(value.text, this.escapeHtml);
    if (value instanceof Integer) return String(value.value);
    if (value instanceof Bytes) return `"${encodeBase64(value.text)}"`;
    if (value instanceof GoTime) return `"${formatTime(value, "2006-01-02T15:04:05.999999999Z07:00")}"`;
    if (value instanceof GoList) return this.list(value, depth);
    if (value instanceof GoObject) return this.members(jsonFields(value), depth);
    const keys = [...value.entries.keys()].sort(compareBytes);
    return this.members(
      keys.map((key): [string, Value] => [key, value.entries.get(key)]),
      depth,
    );
  }

  private list(list: GoList, depth: number): string {
    if (list.items.length === 0) return list.isNil ? "null" : "[]";
    const items = list.items.map((item) => this.value(item, depth + 1));
    return this.pretty ? `[${this.lines(items, depth)}]` : `[${items.join(",")}]`;
  }

  private members(members: readonly [string, Value][], depth: number): string {
    if (members.length === 0) return "{}";
    const colon = this.pretty ? ": " : ":";
    const parts = members.map(
      ([key, value]) => jsonString(key, this.escapeHtml) + colon + this.value(value, depth + 1),
    );
    return this.pretty ? `{${this.lines(parts, depth)}}` : `{${parts.join(",")}}`;
  }

  private lines(parts: readonly string[], depth: number): string {
    const inner = `\n${"  ".repeat(depth + 1)}`;
    return `${inner}${parts.join(`,${inner}`)}\n${"  ".repeat(depth)}`;
  }
}

/** encoding/json, `floatEncoder`: an exponent below 1e-6 and from 1e21 on, one digit where one is enough. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new JsonError(`json: unsupported value: ${formatFloat(value, "g")}`);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21)) return formatFloat(value, "e").replace(/e-0(\d)$/, "e-$1");
  return formatFloat(value, "f");
}

const plainJson = /^[ !#-%'-;=?-[\]-~]*$/;
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function jsonString(text: string, escapeHtml: boolean): string {
  if (plainJson.test(text)) return `"${text}"`;
  const special = escapeHtml ? /[\0-\x1f<>&\u2028\u2029]/g : /[\0-\x1f\u2028\u2029]/g;
  const escaped = inPieces(text, (piece) =>
    escapeQuotes(piece).replace(
      special,
      (character) => jsonEscapes.get(character) ?? unicodeEscape(character),
    ),
  );
  return `"${isAscii(escaped) ? escaped : escaped.replace(loneSurrogate, "\\ufffd")}"`;
}

const jsonEscapes = new Map([
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** A JSON text as Go's `json.Unmarshal` reads it into an `interface {}`; throws a `JsonError` with Go's words. */
export function fromJson(text: string, origin: OriginId = 0): Value {
  return new Reader(text, origin).document();
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const maxDepth = 10_000;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly origin: OriginId,
  ) {}

  document(): Value {
    this.skip();
    const value = this.value("looking for beginning of value");
    this.skip();
    if (this.at < this.text.length) throw this.invalid("after top-level value");
    return value;
  }

  private value(context: string): Value {
    const character = this.text[this.at];
    if (character === "{") return this.nested(() => this.map());
    if (character === "[") return this.nested(() => this.list());
    if (character === '"') return this.string();
    if (character === "t") return this.word("true", true);
    if (character === "f") return this.word("false", false);
    if (character === "n") return this.word("null", null);
    if (character !== undefined && /[-\d]/.test(character)) return this.number();
    throw this.invalid(context);
  }

  private nested(read: () => Value): Value {
    if (++this.depth > Math.min(maxDepth, 2000)) throw new JsonError("exceeded max depth");
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  private map(): Value {
    const map = new GoMap(new Map(), undefined, this.origin);
    this.skip();
    if (this.text[this.at] === "}") {
      this.at++;
      return map;
    }
    for (;;) {
      this.skip();
      if (this.text[this.at] !== '"') throw this.invalid("looking for beginning of object key string");
      const key = this.string();
      this.skip();
      if (this.text[this.at] !== ":") throw this.invalid("after object key");
      this.at++;
      this.skip();
      map.entries.set(key, this.value("looking for beginning of value"));
      this.skip();
      if (this.text[this.at] === "}") break;
      if (this.text[this.at] !== ",") throw this.invalid("after object key:value pair");
      this.at++;
    }
    this.at++;
    return map;
  }

  private list(): Value {
    const items: Value[] = [];
    this.skip();
    if (this.text[this.at] === "]") {
      this.at++;
      return new GoList(items, undefined, this.origin);
    }
    for (;;) {
      this.skip();
      items.push(this.value("looking for beginning of value"));
      this.skip();
      if (this.text[this.at] === "]") break;
      if (this.text[this.at] !== ",") throw this.invalid("after array element");
      this.at++;
    }
    this.at++;
    return new GoList(items, undefined, this.origin);
  }

  private string(): string {
    const start = this.at;
    for (this.at++; ; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (Number.isNaN(code) || code < 0x20) throw this.invalid("in string literal");
      if (code !== 0x5c) continue;
      this.at++;
      const letter = this.text[this.at] ?? "";
      if (letter === "u") {
        if (!/^[\da-fA-F]{4}$/.test(this.text.slice(this.at + 1, this.at + 5))) {
          while (/[\da-fA-F]/.test(this.text[this.at + 1] ?? "")) this.at++;
          this.at++;
          throw this.unfinished("in \\u hexadecimal character escape");
        }
        this.at += 4;
      } else if (letter === "" || !'"\\/bfnrt'.includes(letter))
        throw this.unfinished("in string escape code");
    }
    this.at++;
    const decoded: unknown = JSON.parse(this.text.slice(start, this.at));
    const text = typeof decoded === "string" ? decoded : "";
    return isAscii(text) ? text : text.replace(loneSurrogate, "\ufffd");
  }

  private number(): number {
    numberForm.lastIndex = this.at;
    const match = numberForm.exec(this.text);
    if (!match) {
      this.at++;
      throw this.unfinished("in numeric literal");
    }
    this.at += match[0].length;
    const behind = this.text[this.at] ?? "";
    if (behind === "." && !match[0].includes(".")) {
      this.at++;
      throw this.unfinished("after decimal point in numeric literal");
    }
    if (/[eE]/.test(behind) && !/[eE]/.test(match[0])) {
      this.at += /[-+]/.test(this.text[this.at + 1] ?? "") ? 2 : 1;
      throw this.unfinished("in exponent of numeric literal");
    }
    const number = Number(match[0]);
    if (!Number.isFinite(number))
      throw new JsonError(`json: cannot unmarshal number ${match[0]} into Go value of type float64`);
    return number;
  }

  private word<T>(word: string, value: T): T {
    for (const letter of word) {
      if (this.text[this.at] !== letter) throw this.unfinished(`in literal ${word} (expecting '${letter}')`);
      this.at++;
    }
    return value;
  }

  private skip(): void {
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at++;
  }

  /** The end of the text reads as a space to Go's scanner, which not every place allows. */
  private unfinished(context: string): JsonError {
    return this.at < this.text.length
      ? this.invalid(context)
      : new JsonError(`invalid character ' ' ${context}`);
  }

  private invalid(context: string): JsonError {
    const point = this.text.codePointAt(this.at);
    if (point === undefined) return new JsonError("unexpected end of JSON input");
    return new JsonError(`invalid character ${quoteCharacter(String.fromCodePoint(point))} ${context}`);
  }
}

/** encoding/json, `quoteChar`. */
function quoteCharacter(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  return `'${jsonString(character, false).slice(1, -1)}'`;
}
