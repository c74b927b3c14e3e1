import { compareBytes } from "../bytes";
import { Bytes, GoList, GoMap, GoObject, GoTime, Integer, Text, type Value } from "../value";
import { formatTime } from "./dates";
import { durationText, monthText } from "./durations";
import {
  type Flags,
  noFlags,
  padded,
  printBytes,
  printFloat,
  printInteger,
  printString,
} from "./printfVerbs";

/** Told, for each argument, where in the result it was printed. Offsets are UTF-16 units. */
export type ArgumentPrinted = (start: number, end: number, index: number) => void;

/** Go's `fmt.Sprintf` (fmt/print.go, `doPrintf`). What does not fit is said in the text, as in Go. */
export function sprintf(format: string, values: readonly Value[], onArgument?: ArgumentPrinted): string {
  return new Printer(format, values, onArgument).print();
}

/** Go's `fmt.Sprint`: a space between two values of which neither is a string. */
export function sprint(values: readonly Value[], onArgument?: ArgumentPrinted): string {
  let printed = "";
  let afterString = false;
  values.forEach((value, index) => {
    const string = typeof value === "string" || value instanceof Text;
    if (index > 0 && !string && !afterString) printed += " ";
    const start = printed.length;
    printed += printValue(value);
    onArgument?.(start, printed.length, index);
    afterString = string;
  });
  return printed;
}

/** Go's `fmt.Sprintln`. */
export function sprintln(values: readonly Value[], onArgument?: ArgumentPrinted): string {
  let printed = "";
  values.forEach((value, index) => {
    if (index > 0) printed += " ";
    const start = printed.length;
    printed += printValue(value);
    onArgument?.(start, printed.length, index);
  });
  return `${printed}\n`;
}

/** `%v`. */
export function printValue(value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof Text) return value.text;
  return printArgument(value, "v", noFlags);
}

/** `%T`. */
export function typeName(value: Value): string {
  if (value === undefined || value === null) return "<nil>";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (typeof value === "string" || value instanceof Text) return "string";
  if (value instanceof Bytes) return "[]uint8";
  if (value instanceof GoTime) return "time.Time";
  return value.type;
}

/** The deepest value that is printed: a map can be put into itself with `set`, and Go would overflow. */
const maxDepth = 200;

function printArgument(value: Value, verb: string, flags: Flags): string {
  if (value === undefined || value === null)
    return verb === "T" || verb === "v" ? padded("<nil>", flags) : badVerb(value, verb, flags);
  if (verb === "T") return printString(typeName(value), "s", flags) ?? "";
  if (verb === "p") return badVerb(value, verb, flags);
  return printNested(value, verb, flags, 0);
}

function printNested(value: Value, verb: string, flags: Flags, depth: number): string {
  if (depth > maxDepth) return "...";
  const text = methodText(value, verb);
  if (text !== undefined) return printString(text, verb, flags) ?? "";
  if (value === undefined || value === null) return flags.goSyntax ? "interface {}(nil)" : "<nil>";
  if (value instanceof GoMap) {
    const keys = [...value.entries.keys()].sort(compareBytes);
    const parts = keys.map(
      (key) =>
        `${printNested(key, verb, flags, depth + 1)}:${printNested(value.entries.get(key), verb, flags, depth + 1)}`,
    );
    return flags.goSyntax ? `${value.type}{${parts.join(", ")}}` : `map[${parts.join(" ")}]`;
  }
  if (value instanceof GoList) {
    const parts = value.items.map((item) => printNested(item, verb, flags, depth + 1));
    return flags.goSyntax ? `${value.type}{${parts.join(", ")}}` : `[${parts.join(" ")}]`;
  }
  if (value instanceof GoObject) return printObject(value, verb, flags, depth);
  return printScalar(value, verb, flags) ?? badVerb(value, verb, flags);
}

function printScalar(value: Value, verb: string, flags: Flags): string | undefined {
  if (typeof value === "string") return printString(value, verb, flags);
  if (value instanceof Text) return printString(value.text, verb, flags);
  if (typeof value === "number") return printFloat(value, verb, flags);
  if (value instanceof Integer) return printInteger(value.value, !value.type.startsWith("uint"), verb, flags);
  if (value instanceof Bytes) return printBytes(value.text, verb, flags);
  return typeof value === "boolean" && (verb === "t" || verb === "v")
    ? padded(String(value), flags)
    : undefined;
}

function printObject(object: GoObject, verb: string, flags: Flags, depth: number): string {
  const pointer = object.type.startsWith("*");
  // Go prints an address for a pointer inside another value, which differs from run to run.
  if (pointer && depth > 0) return "0xc000000000";
  const fields = [...object.fields].map(([name, field]) => {
    const printed = printNested(field, verb, flags, depth + 1);
    return flags.plusValue || flags.goSyntax ? `${name}:${printed}` : printed;
  });
  const type = flags.goSyntax ? object.type.replace(/^\*/, "") : "";
  return `${pointer ? "&" : ""}${type}{${fields.join(flags.goSyntax ? ", " : " ")}}`;
}

/** What `String()` or `Error()` says, for the verbs that ask for it. */
function methodText(value: Value, verb: string): string | undefined {
  if (!"vsxXq".includes(verb)) return undefined;
  if (value instanceof GoObject) return value.text?.();
  if (value instanceof GoTime) return formatTime(value, "2006-01-02 15:04:05.999999999 -0700 MST");
  if (value instanceof Integer && value.type === "time.Duration") return durationText(value.value);
  return value instanceof Integer && value.type === "time.Month" ? monthText(value.value) : undefined;
}

function badVerb(value: Value, verb: string, flags: Flags): string {
  if (value === undefined || value === null) return `%!${verb}(<nil>)`;
  return `%!${verb}(${typeName(value)}=${printNested(value, "v", flags, 0)})`;
}

/** Widths and precisions beyond it are refused by Go. */
const largest = 1_000_000;

class Printer {
  private at = 0;
  private index = 0;
  private reordered = false;
  private goodIndex = true;
  private printed = "";

  constructor(
    private readonly format: string,
    private readonly values: readonly Value[],
    private readonly onArgument: ArgumentPrinted | undefined,
  ) {}

  print(): string {
    const { format } = this;
    while (this.at < format.length) {
      const percent = format.indexOf("%", this.at);
      this.printed += format.slice(this.at, percent < 0 ? format.length : percent);
      if (percent < 0) break;
      this.at = percent + 1;
      if (!this.directive()) break;
    }
    if (!this.reordered && this.index < this.values.length) this.extra();
    return this.printed;
  }

  /** False where the format ends before the verb. */
  private directive(): boolean {
    this.goodIndex = true;
    let flags = this.flags();
    let afterIndex = this.argumentIndex();
    if (this.format[this.at] === "*") {
      this.at++;
      const width = this.numberArgument();
      if (width === undefined) this.printed += "%!(BADWIDTH)";
      else flags = { ...flags, width: Math.abs(width), ...(width < 0 ? { minus: true, zero: false } : {}) };
      afterIndex = false;
    } else {
      const width = this.number();
      if (width !== undefined) {
        if (afterIndex) this.goodIndex = false;
        flags = { ...flags, width };
      }
    }
    if (this.format[this.at] === "." && this.at + 1 < this.format.length) {
      this.at++;
      if (afterIndex) this.goodIndex = false;
      afterIndex = this.argumentIndex();
      if (this.format[this.at] === "*") {
        this.at++;
        const precision = this.numberArgument();
        if (precision === undefined || precision < 0) this.printed += "%!(BADPREC)";
        else flags = { ...flags, precision };
        afterIndex = false;
      } else flags = { ...flags, precision: this.number() ?? 0 };
    }
    if (!afterIndex) this.argumentIndex();
    const point = this.format.codePointAt(this.at);
    if (point === undefined) {
      this.printed += "%!(NOVERB)";
      return false;
    }
    const verb = String.fromCodePoint(point);
    this.at += verb.length;
    this.verb(verb, flags);
    return true;
  }

  private verb(verb: string, flags: Flags): void {
    if (verb === "%") this.printed += "%";
    else if (!this.goodIndex) this.printed += `%!${verb}(BADINDEX)`;
    else if (this.index >= this.values.length) this.printed += `%!${verb}(MISSING)`;
    else {
      const value = this.values[this.index];
      const start = this.printed.length;
      const asked = verb === "v" ? { ...flags, goSyntax: flags.sharp, plusValue: flags.plus } : flags;
      this.printed += printArgument(
        value,
        verb,
        verb === "v" ? { ...asked, sharp: false, plus: false } : asked,
      );
      this.onArgument?.(start, this.printed.length, this.index);
      this.index++;
    }
  }

  private flags(): Flags {
    let flags = noFlags;
    for (; ; this.at++) {
      const letter = this.format[this.at];
      if (letter === "#") flags = { ...flags, sharp: true };
      else if (letter === "0") flags = { ...flags, zero: true };
      else if (letter === "+") flags = { ...flags, plus: true };
      else if (letter === "-") flags = { ...flags, minus: true };
      else if (letter === " ") flags = { ...flags, space: true };
      else return flags;
    }
  }

  private number(): number | undefined {
    let value: number | undefined;
    for (; ; this.at++) {
      const digit = this.format.charCodeAt(this.at) - 48;
      if (!(digit >= 0 && digit <= 9)) return value;
      if ((value ?? 0) > largest) {
        this.at = this.format.length;
        return undefined;
      }
      value = (value ?? 0) * 10 + digit;
    }
  }

  private numberArgument(): number | undefined {
    const value = this.values[this.index];
    if (this.index < this.values.length) this.index++;
    if (!(value instanceof Integer)) return undefined;
    const number = Number(value.value);
    return Math.abs(number) > largest ? undefined : number;
  }

  /** `[3]`: true where one was read. */
  private argumentIndex(): boolean {
    if (this.format[this.at] !== "[") return false;
    this.reordered = true;
    const close = this.format.indexOf("]", this.at);
    if (close < 0) {
      this.goodIndex = false;
      this.at++;
      return false;
    }
    const inside = this.format.slice(this.at + 1, close);
    this.at = close + 1;
    const index = /^\d{1,7}$/.test(inside) ? Number(inside) - 1 : -1;
    if (index >= 0 && index < this.values.length) {
      this.index = index;
      return true;
    }
    this.goodIndex = false;
    return /^\d{1,7}$/.test(inside);
  }

  private extra(): void {
    this.printed += "%!(EXTRA ";
    this.values.slice(this.index).forEach((value, offset) => {
      if (offset > 0) this.printed += ", ";
      const start = this.printed.length;
      this.printed +=
        value === undefined || value === null ? "<nil>" : `${typeName(value)}=${printValue(value)}`;
      this.onArgument?.(start, this.printed.length, this.index + offset);
    });
    this.printed += ")";
  }
}
