import { GoList, GoMap, GoTime, int64, type Value } from "../value";
import { parseTime } from "./dates";

class Unreadable extends Error {}

/** TOML 1.0 as helm's `fromToml` reads it: integers are int64. An error says the line, as BurntSushi/toml does. */
export function fromToml(text: string): GoMap | { readonly error: string } {
  const reader = new Reader(text);
  try {
    return reader.document();
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { error: `toml: line ${reader.line}: ${error.message}` };
  }
}

const bareKey = /[A-Za-z0-9_-]+/y;
const dateTime =
  /\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[-+]\d{2}:\d{2})?)?|\d{2}:\d{2}:\d{2}(?:\.\d+)?/y;
const number =
  /[-+]?(?:0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*|0o[0-7](?:_?[0-7])*|0b[01](?:_?[01])*|inf|nan|(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?)/y;
const maxDepth = 200;

class Reader {
  private at = 0;
  private depth = 0;
  /** Tables that a header opened: it may do so once. */
  private readonly opened = new Set<GoMap>();

  constructor(private readonly text: string) {}

  get line(): number {
    return this.text.slice(0, this.at).split("\n").length;
  }

  document(): GoMap {
    const root = new GoMap();
    let table = root;
    for (;;) {
      this.skip(true);
      if (this.at >= this.text.length) return root;
      if (this.text[this.at] === "[") table = this.header(root);
      else this.keyValue(table);
      this.skip(false);
      if (this.at < this.text.length && !/[\r\n]/.test(this.text[this.at] ?? ""))
        throw new Unreadable("expected a top-level item to end with a newline, comment, or EOF");
    }
  }

  private header(root: GoMap): GoMap {
    const isList = this.text.startsWith("[[", this.at);
    this.at += isList ? 2 : 1;
    const keys = this.keys();
    const close = isList ? "]]" : "]";
    if (!this.text.startsWith(close, this.at)) throw new Unreadable("expected end of table name with ']'");
    this.at += close.length;
    const last = keys.pop() ?? "";
    const parent = this.descend(root, keys);
    const known = parent.entries.get(last);
    if (isList) {
      const table = new GoMap();
      if (known === undefined) parent.entries.set(last, new GoList([table], "[]map[string]interface {}"));
      else if (known instanceof GoList) known.items.push(table);
      else throw new Unreadable(`Key '${last}' has already been defined.`);
      return table;
    }
    const table = known ?? new GoMap();
    if (!(table instanceof GoMap) || this.opened.has(table))
      throw new Unreadable(`Key '${[...keys, last].join(".")}' has already been defined.`);
    this.opened.add(table);
    parent.entries.set(last, table);
    return table;
  }

  private descend(from: GoMap, keys: readonly string[]): GoMap {
    let table = from;
    for (const key of keys) {
      let next = table.entries.get(key);
      if (next === undefined) {
        next = new GoMap();
        table.entries.set(key, next);
      }
      if (next instanceof GoList) next = next.items.at(-1);
      if (!(next instanceof GoMap)) throw new Unreadable(`Key '${key}' has already been defined.`);
      table = next;
    }
    return table;
  }

  private keyValue(table: GoMap): void {
    const keys = this.keys();
    if (this.text[this.at] !== "=") throw new Unreadable("expected '.' or '=' after a key");
    this.at++;
    this.skip(false);
    const last = keys.pop() ?? "";
    const parent = this.descend(table, keys);
    if (parent.entries.has(last)) throw new Unreadable(`Key '${last}' has already been defined.`);
    parent.entries.set(last, this.value());
  }

  private keys(): string[] {
    const keys: string[] = [];
    for (;;) {
      this.skip(false);
      keys.push(this.key());
      this.skip(false);
      if (this.text[this.at] !== ".") return keys;
      this.at++;
    }
  }

  private key(): string {
    const quote = this.text[this.at];
    if (quote === '"' || quote === "'") return this.string();
    const bare = this.match(bareKey);
    if (bare === undefined) throw new Unreadable("expected a key");
    return bare;
  }

  private value(): Value {
    const first = this.text[this.at] ?? "";
    if (first === '"' || first === "'") return this.string();
    if (first === "[" || first === "{") {
      if (++this.depth > maxDepth) throw new Unreadable("nested too deeply");
      const value = first === "[" ? this.list() : this.inlineTable();
      this.depth--;
      return value;
    }
    for (const word of [true, false])
      if (this.text.startsWith(String(word), this.at)) {
        this.at += String(word).length;
        return word;
      }
    const date = this.match(dateTime);
    if (date !== undefined) return timeOf(date);
    const digits = this.match(number);
    if (digits === undefined) throw new Unreadable("expected value");
    return numberOf(digits.replaceAll("_", ""));
  }

  private list(): GoList {
    const items: Value[] = [];
    this.at++;
    for (;;) {
      this.skip(true);
      if (this.text[this.at] === "]") break;
      items.push(this.value());
      this.skip(true);
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== "]")
        throw new Unreadable("expected a comma (',') or array terminator (']')");
    }
    this.at++;
    return new GoList(items);
  }

  private inlineTable(): GoMap {
    const table = new GoMap();
    this.at++;
    for (this.skip(true); this.text[this.at] !== "}"; this.skip(true)) {
      this.keyValue(table);
      this.skip(true);
      if (this.text[this.at] === ",") this.at++;
      else if (this.text[this.at] !== "}")
        throw new Unreadable("expected a comma (',') or inline table terminator ('}')");
    }
    this.at++;
    return table;
  }

  private string(): string {
    const quote = this.text[this.at] ?? "";
    const mark = this.text.startsWith(quote.repeat(3), this.at) ? quote.repeat(3) : quote;
    let from = this.at + mark.length;
    if (mark.length === 3) from += /^\r?\n/.exec(this.text.slice(from, from + 2))?.[0].length ?? 0;
    let end = from;
    for (; !this.text.startsWith(mark, end); end++) {
      const character = this.text[end];
      if (character === undefined || (mark.length === 1 && character === "\n")) {
        this.at = end;
        throw new Unreadable("unexpected EOF; expected a string to end");
      }
      if (character === "\\" && quote === '"') end++;
    }
    if (mark.length === 3) while (this.text[end + 3] === quote) end++;
    this.at = end + mark.length;
    const raw = this.text.slice(from, end);
    return quote === "'" ? raw : unescaped(raw);
  }

  private match(form: RegExp): string | undefined {
    form.lastIndex = this.at;
    const found = form.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Blanks and, with `lines`, line breaks and comments; a comment also at the end of a line. */
  private skip(lines: boolean): void {
    for (;;) {
      const character = this.text[this.at] ?? "";
      if (character === "#") {
        const end = this.text.indexOf("\n", this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (
        character === " " ||
        character === "\t" ||
        (lines && (character === "\n" || character === "\r"))
      )
        this.at++;
      else return;
    }
  }
}

function numberOf(digits: string): Value {
  const unsigned = digits.replace(/^[-+]/, "");
  const negative = digits.startsWith("-");
  if (unsigned === "inf") return negative ? -Infinity : Infinity;
  if (unsigned === "nan") return Number.NaN;
  if (/[.eE]/.test(unsigned) && !unsigned.startsWith("0x")) return Number(digits);
  const value = BigInt(unsigned);
  if (value > (1n << 63n) - 1n) throw new Unreadable(`${digits} is out of range for int64`);
  return int64(negative ? -value : value);
}

function timeOf(text: string): Value {
  const full = text.includes("-") ? (text.length === 10 ? `${text}T00:00:00Z` : text) : `0000-01-01T${text}Z`;
  const zoned = /(?:[Zz]|[-+]\d{2}:\d{2})$/.test(full) ? full : `${full}Z`;
  const time = parseTime("2006-01-02T15:04:05Z07:00", zoned.toUpperCase().replace(" ", "T"));
  if (!(time instanceof GoTime)) throw new Unreadable(`invalid datetime: ${JSON.stringify(text)}`);
  return time;
}

const escaped = new Map([
  ["b", "\b"],
  ["t", "\t"],
  ["n", "\n"],
  ["f", "\f"],
  ["r", "\r"],
  ["e", "\x1b"],
  ['"', '"'],
  ["\\", "\\"],
]);

function unescaped(raw: string): string {
  return raw.replace(
    /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|([ \t]*\r?\n\s*)|([\s\S]))/g,
    (_, short, long, lines, letter) => {
      if (lines !== undefined) return "";
      if (letter !== undefined) {
        const character = escaped.get(letter);
        if (character === undefined) throw new Unreadable(`invalid escape character '${letter}'`);
        return character;
      }
      const point = Number.parseInt(short ?? long, 16);
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
        throw new Unreadable("invalid Unicode codepoint");
      return String.fromCodePoint(point);
    },
  );
}
