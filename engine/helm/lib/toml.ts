import { compareBytes } from "../bytes";
import { Bytes, GoList, GoMap, GoObject, GoTime, Integer, Text, type Value } from "../value";
import { formatTime } from "./dates";
import { formatGeneral } from "./floatFormat";
import { escapeQuotes, inPieces } from "./inPieces";
import { maxValueDepth } from "./jsonFields";

export { fromToml } from "./tomlParse";

class Unwritable extends Error {}

/** A value as helm's `toToml` writes it (github.com/BurntSushi/toml 1.6, encode.go); the error's text where it fails. */
export function toToml(value: Value): string {
  const writer = new Writer();
  try {
    writer.encode([], value);
  } catch (error) {
    if (error instanceof Unwritable) return error.message;
    throw error;
  }
  return writer.text;
}

class Writer {
  text = "";

  encode(key: readonly string[], value: Value): void {
    if (value === undefined || value === null) return;
    if (key.length > maxValueDepth) throw new Unwritable("toml: value is too deep");
    const members = membersOf(value);
    if (members) this.table(key, members);
    else if (value instanceof GoList && isTableList(value)) this.tables(key, value);
    else this.keyValue(key, value);
  }

  private table(key: readonly string[], members: ReadonlyMap<string, Value>): void {
    if (key.length === 1) this.newline();
    if (key.length > 0) this.text += `${indentOf(key)}[${key.map(keyText).join(".")}]\n`;
    this.members(key, members);
  }

  private tables(key: readonly string[], list: GoList): void {
    if (key.length === 0) throw new Unwritable("toml: top-level values must be Go maps or structs");
    for (const item of list.items) {
      this.newline();
      this.text += `${indentOf(key)}[[${key.map(keyText).join(".")}]]\n`;
      this.members(key, membersOf(item) ?? new Map());
    }
  }

  private members(key: readonly string[], members: ReadonlyMap<string, Value>): void {
    const { direct, tables } = divided(members);
    for (const name of [...direct, ...tables]) this.encode([...key, name], members.get(name));
  }

  private keyValue(key: readonly string[], value: Value): void {
    if (key.length > 0) this.text += `${indentOf(key)}${keyText(key.at(-1) ?? "")} = `;
    this.element(value, 0);
    if (key.length > 0) this.newline();
  }

  private element(value: Value, depth: number): void {
    if (depth > maxValueDepth) throw new Unwritable("toml: value is too deep");
    const members = membersOf(value);
    if (members) this.inline(members, depth);
    else if (value instanceof GoList) {
      this.text += "[";
      value.items.forEach((item, index) => {
        if (index > 0) this.text += ", ";
        this.element(item, depth + 1);
      });
      this.text += "]";
    } else this.text += scalar(value);
  }

  private inline(members: ReadonlyMap<string, Value>, depth: number): void {
    const { direct, tables } = divided(members);
    this.text += "{";
    const write = (names: readonly string[], trailing: boolean): void => {
      names.forEach((name, index) => {
        const value = members.get(name);
        if (value === undefined || value === null) return;
        this.text += `${keyText(name)} = `;
        this.element(value, depth + 1);
        if (trailing || index < names.length - 1) this.text += ", ";
      });
    };
    write(direct, tables.length > 0);
    write(tables, false);
    this.text += "}";
  }

  private newline(): void {
    if (this.text !== "") this.text += "\n";
  }
}

function membersOf(value: Value): ReadonlyMap<string, Value> | undefined {
  if (value instanceof GoMap) return value.entries;
  return value instanceof GoObject && !value.text ? value.fields : undefined;
}

function divided(members: ReadonlyMap<string, Value>): { direct: string[]; tables: string[] } {
  const names = [...members.keys()].sort(compareBytes);
  const isTable = (name: string): boolean => {
    const value = members.get(name);
    return membersOf(value) !== undefined || (value instanceof GoList && isTableList(value));
  };
  return { direct: names.filter((name) => !isTable(name)), tables: names.filter(isTable) };
}

function isTableList(list: GoList): boolean {
  if (list.items.some((item) => item === undefined || item === null))
    throw new Unwritable("toml: cannot encode array with nil element");
  return list.items.length > 0 && list.items.every((item) => membersOf(item) !== undefined);
}

function scalar(value: Value): string {
  if (typeof value === "string") return quoted(value);
  if (value instanceof Text) return quoted(value.text);
  if (typeof value === "boolean") return String(value);
  if (value instanceof Integer) return String(value.value);
  if (value instanceof GoTime) return formatTime(value, "2006-01-02T15:04:05.999999999Z07:00");
  if (value instanceof GoObject) return quoted(value.text?.() ?? "");
  if (value instanceof Bytes) return "[]";
  if (typeof value !== "number") throw new Unwritable("toml: cannot encode array with nil element");
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  const text = formatGeneral(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function indentOf(key: readonly string[]): string {
  return "  ".repeat(Math.max(0, key.length - 1));
}

function keyText(name: string): string {
  return /^[A-Za-z0-9_-]+$/.test(name) ? name : quoted(name);
}

const escapes = new Map([
  ["\b", "\\b"],
  ["\t", "\\t"],
  ["\n", "\\n"],
  ["\f", "\\f"],
  ["\r", "\\r"],
]);

function quoted(text: string): string {
  const escaped = inPieces(text, (piece) =>
    escapeQuotes(piece).replace(
      /[\0-\x1f\x7f]/g,
      (character) => escapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
  return `"${escaped}"`;
}
