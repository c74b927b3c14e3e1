import type { OriginId } from "./origin";

/**
 * The values that templates work on: Go's, as far as a chart can tell them apart.
 *
 * | Go                                   | here                                        |
 * | ------------------------------------ | ------------------------------------------- |
 * | invalid `reflect.Value`              | `undefined`                                 |
 * | nil `interface {}`                   | `null`                                      |
 * | `bool`                               | `boolean`                                   |
 * | `float64` (every number of values)   | `number`                                    |
 * | `int`, `int64`, `uint8` ...          | `Integer`                                   |
 * | `string`                             | `string`, or `Text` where a template made it |
 * | `[]byte`                             | `Bytes`                                     |
 * | slices                               | `GoList`                                    |
 * | maps                                 | `GoMap`                                     |
 * | structs and pointers to them         | `GoObject`                                  |
 * | `time.Time`                          | `GoTime`                                    |
 *
 * Go's strings are bytes. Text is kept as it is in JavaScript; a byte that is not UTF-8 is the lone surrogate U+DC00 plus
 * the byte (U+DC80 to U+DCFF), which no UTF-8 text contains. `bytes.ts` goes from one to the other.
 */
export type Value =
  | undefined
  | null
  | boolean
  | number
  | string
  | Integer
  | Text
  | Bytes
  | GoList
  | GoMap
  | GoObject
  | GoTime;

export type IntegerType =
  | "int"
  | "int32"
  | "int64"
  | "uint8"
  | "uint32"
  | "uint64"
  | "time.Duration"
  | "time.Month";

/** An integer, wrapped to 64 bits by who computes it. */
export class Integer {
  constructor(
    readonly value: bigint,
    readonly type: IntegerType,
  ) {}
}

const smallIntegers = Array.from({ length: 256 }, (_, value) => new Integer(BigInt(value), "int"));

/** A Go `int`, as literals and lengths are. `value` is whole. */
export function int(value: number): Integer {
  return smallIntegers[value] ?? new Integer(BigInt(value), "int");
}

/** A Go `int64`, as sprig's arithmetic returns. The value is wrapped to 64 bits. */
export function int64(value: bigint | number): Integer {
  return new Integer(BigInt.asIntN(64, BigInt(value)), "int64");
}

/**
 * Where a piece of text came from. `end` is the offset behind the piece; it starts where the piece before ends.
 * Offsets are UTF-16 units of the text.
 */
export interface Run {
  readonly end: number;
  /** What decided the text: values (data) and conditions (control). */
  readonly origin: OriginId;
  /** The place in a template: `undefined` for text that no template wrote. */
  readonly site: Site | undefined;
  /** The offset in the template of the first character; with `linear`, each further character is one further on. */
  readonly offset: number;
  readonly linear: boolean;
}

/** A node of a template together with the calls that led to it. Interned, so that it can be compared by identity. */
export interface Site {
  /** Path of the template as helm names it: `chart/templates/file.yaml`. */
  readonly file: string;
  /** Offsets (UTF-16) in the template's text. */
  readonly start: number;
  readonly end: number;
  /** The place that called the template this one is in. */
  readonly caller: Site | undefined;
}

/** Text made by a template, with the places it came from. The runs cover it from start to end. */
export class Text {
  constructor(
    readonly text: string,
    readonly runs: readonly Run[],
    /** Places where something was left out: see `Mark`. */
    readonly marks: readonly Mark[] = noMarks,
  ) {}
}

/** A branch that was not taken: nothing was written at `at`, because of `origin`. */
export interface Mark {
  readonly at: number;
  readonly origin: OriginId;
  readonly site: Site;
}

export const noMarks: readonly Mark[] = [];

/** A `[]byte`; `text` is its content in the form of strings (see `Value`). */
export class Bytes {
  constructor(readonly text: string) {}
}

/** A slice. Lists are changed by nobody but their maker: sprig copies. */
export class GoList {
  /** Of the items; without it they are children of `origin`. */
  origins: OriginId[] | undefined;
  /** A slice that is nil: JSON and YAML say `null` of it. It has no items. */
  isNil = false;

  constructor(
    readonly items: Value[],
    readonly type = "[]interface {}",
    readonly origin: OriginId = 0,
  ) {}
}

/** A map with string keys. It is shared and changed in place (`set`, `merge`), as in Go. */
export class GoMap {
  /** Who is told what is read of the map; see `ReadSlots`. */
  watch: Watch | undefined;
  /** Where the values of keys came from, if not from the child of `origin` with the key's name. */
  origins: Map<string, OriginId> | undefined;
  /** Counts the changes since the map was made, to tell whether a template changed what others see. */
  changes = 0;

  constructor(
    /** The entries, of which nobody is told that they are read: for what is no template's doing. */
    readonly content: Map<string, Value> = new Map(),
    readonly type = "map[string]interface {}",
    /** The place of the map itself: a key that is missing would be its child. */
    public origin: OriginId = 0,
    /** Of named map types, as `.Files` is one. */
    readonly methods?: ReadonlyMap<string, Method>,
  ) {}

  /** All entries; who needs one of them asks `get` and `has`. */
  get entries(): Map<string, Value> {
    this.watch?.readAll();
    return this.content;
  }

  get(key: string): Value {
    this.watch?.readKey(key);
    return this.content.get(key);
  }

  has(key: string): boolean {
    this.watch?.readKey(key);
    return this.content.has(key);
  }

  /** Sets a key. `origin` is where the value came from: 0 for nowhere in particular. */
  set(key: string, value: Value, origin: OriginId): void {
    this.changes++;
    this.content.set(key, value);
    if (this.origin !== 0 || origin !== 0 || this.origins) {
      this.origins ??= new Map();
      this.origins.set(key, origin);
    }
  }

  delete(key: string): void {
    if (this.content.delete(key)) this.changes++;
    this.origins?.delete(key);
  }
}

/** Is told what templates read of a map. */
export interface Watch {
  /** One key was looked up, which may be missing. */
  readKey(key: string): void;
  /** Any number of the keys and their values. */
  readAll(): void;
}

/** A method of a struct; its arguments have been checked against `parameters`. */
export interface Method {
  readonly parameters: readonly ParameterType[];
  readonly variadic?: boolean;
  readonly call: (values: readonly Value[]) => Value;
}

/** Go types that parameters of functions and methods have. */
export type ParameterType =
  | "interface {}"
  | "reflect.Value"
  | "string"
  | "bool"
  | "int"
  | "int64"
  | "uint64"
  | "float64"
  | "[]string"
  | "[]interface {}"
  | "map[string]interface {}"
  | "map[string]string"
  | "time.Time"
  | "time.Duration"
  | "certificate";

/** A struct, or a pointer to one. Its fields are fixed; `.Chart`, `.Files` and `.Capabilities` are such. */
export class GoObject {
  constructor(
    /** As `%T` prints it: `*chart.Metadata`. */
    readonly type: string,
    readonly fields: ReadonlyMap<string, Value>,
    readonly methods: ReadonlyMap<string, Method> = new Map(),
    /** What its `String()` method returns, where it has one. */
    readonly text?: () => string,
    readonly origin: OriginId = 0,
  ) {}
}

/** A point in time. */
export class GoTime {
  constructor(
    /** Since 1970 in UTC. */
    readonly seconds: number,
    readonly nanoseconds = 0,
    readonly zone: { readonly name: string; readonly offsetSeconds: number } = utc,
  ) {}
}

const utc = { name: "UTC", offsetSeconds: 0 };

/** A list of Go's `[]string`. */
export function stringList(items: readonly string[]): GoList {
  return new GoList([...items], "[]string");
}

/** The string of a value that is one; `undefined` of any other. */
export function stringOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof Text ? value.text : undefined;
}
