import { trimmedEnd } from "../../trimmedEnd";
import { bytesOf } from "../bytes";
import { formatFloat } from "./floatFormat";
import { canBackquote, isPrintable, quoteAscii, quoteGo, quoteRune } from "./quote";

/** The flags of one directive; a width or precision that is not given is `undefined`. */
export interface Flags {
  readonly sharp: boolean;
  readonly zero: boolean;
  readonly plus: boolean;
  readonly minus: boolean;
  readonly space: boolean;
  /** `%#v` */
  readonly goSyntax: boolean;
  /** `%+v` */
  readonly plusValue: boolean;
  readonly width?: number;
  readonly precision?: number;
}

export const noFlags: Flags = {
  sharp: false,
  zero: false,
  plus: false,
  minus: false,
  space: false,
  goSyntax: false,
  plusValue: false,
};

/** Fills up to the width, in characters; with zeros where the flag says so (fmt/format.go, `writePadding`). */
export function padded(text: string, flags: Flags, zeros = flags.zero): string {
  if (flags.width === undefined) return text;
  const missing = flags.width - characters(text);
  if (missing <= 0) return text;
  return flags.minus ? text + " ".repeat(missing) : (zeros ? "0" : " ").repeat(missing) + text;
}

function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** `undefined` for a verb that strings do not have. */
export function printString(text: string, verb: string, flags: Flags): string | undefined {
  if (verb === "x" || verb === "X") return hexBytes(text, verb === "X", flags);
  const kept = flags.precision === undefined ? text : [...text].slice(0, flags.precision).join("");
  if (verb === "s" || (verb === "v" && !flags.goSyntax)) return padded(kept, flags);
  if (verb !== "q" && verb !== "v") return undefined;
  if (flags.sharp && canBackquote(kept)) return padded(`\`${kept}\``, flags);
  return padded(flags.plus ? quoteAscii(kept) : quoteGo(kept), flags);
}

export function printBytes(text: string, verb: string, flags: Flags): string | undefined {
  if (verb === "v" && flags.goSyntax)
    return `[]byte{${[...bytesOf(text)].map((byte) => `0x${byte.toString(16)}`).join(", ")}}`;
  if (verb === "v" || verb === "d" || !"sxXq".includes(verb)) {
    const numbers = [...bytesOf(text)].map((byte) => printInteger(BigInt(byte), false, verb, flags));
    return numbers.includes(undefined) ? undefined : `[${numbers.join(" ")}]`;
  }
  return printString(text, verb, flags);
}

function hexBytes(text: string, upper: boolean, flags: Flags): string {
  const bytes = bytesOf(text).subarray(0, flags.precision);
  const prefix = flags.sharp ? (upper ? "0X" : "0x") : "";
  const pairs = [...bytes].map((byte) => {
    const digits = byte.toString(16).padStart(2, "0");
    return upper ? digits.toUpperCase() : digits;
  });
  if (pairs.length === 0) return padded("", flags);
  return padded(flags.space ? pairs.map((pair) => prefix + pair).join(" ") : prefix + pairs.join(""), flags);
}

const bases = new Map([
  ["v", 10],
  ["d", 10],
  ["b", 2],
  ["o", 8],
  ["O", 8],
  ["x", 16],
  ["X", 16],
]);

/** `undefined` for a verb that integers do not have. */
export function printInteger(value: bigint, signed: boolean, verb: string, flags: Flags): string | undefined {
  if (verb === "c" || verb === "q" || verb === "U") return printCharacter(value, verb, flags);
  const base = bases.get(verb);
  if (base === undefined) return undefined;
  if (verb === "v" && flags.goSyntax && !signed) return padded(`0x${value.toString(16)}`, flags, false);
  if (flags.precision === 0 && value === 0n) return padded("", { ...flags, minus: false }, false);
  const sign = value < 0n ? "-" : flags.plus ? "+" : flags.space ? " " : "";
  let digits = (value < 0n ? -value : value).toString(base);
  if (verb === "X") digits = digits.toUpperCase();
  if (flags.precision !== undefined) digits = digits.padStart(flags.precision, "0");
  else if (flags.zero && !flags.minus && flags.width !== undefined)
    digits = digits.padStart(flags.width - sign.length, "0");
  return padded(sign + prefixOf(verb, digits, flags) + digits, flags, false);
}

function prefixOf(verb: string, digits: string, flags: Flags): string {
  if (verb === "O") return flags.sharp && !digits.startsWith("0") ? "0o0" : "0o";
  if (!flags.sharp) return "";
  if (verb === "b") return "0b";
  if (verb === "o") return digits.startsWith("0") ? "" : "0";
  return verb === "x" || verb === "X" ? `0${verb}` : "";
}

function printCharacter(value: bigint, verb: string, flags: Flags): string {
  const point = value >= 0n && value <= 0x10ffffn ? Number(value) : 0xfffd;
  const valid = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
  const character = String.fromCodePoint(valid);
  if (verb === "c") return padded(character, flags);
  if (verb === "q") return padded(quoteRune(character, flags.plus), flags);
  const digits = BigInt.asUintN(64, value).toString(16).toUpperCase();
  const shown = flags.sharp && value <= 0x10ffffn && isPrintable(character) ? ` '${character}'` : "";
  return padded(`U+${digits.padStart(Math.max(4, flags.precision ?? 4), "0")}${shown}`, flags, false);
}

/** `undefined` for a verb that floats do not have. */
export function printFloat(value: number, verb: string, flags: Flags): string | undefined {
  let text: string;
  if (verb === "v" || verb === "g") text = formatFloat(value, "g", flags.precision);
  else if (verb === "G") text = formatFloat(value, "G", flags.precision);
  else if (verb === "e" || verb === "E") text = formatFloat(value, verb, flags.precision ?? 6);
  else if (verb === "f" || verb === "F") text = formatFloat(value, "f", flags.precision ?? 6);
  else if (verb === "x" || verb === "X") text = hexFloat(value, verb === "X");
  else if (verb === "b") text = binaryFloat(value);
  else return undefined;
  const signed = /^[-+]/.test(text);
  const sign = signed ? text.slice(0, 1) : "+";
  const number = signed ? text.slice(1) : text;
  const shown = sign === "-" || flags.plus ? sign : flags.space ? " " : "";
  if (!Number.isFinite(value)) {
    const infinitySign = number === "Inf" && sign === "+" && !flags.space && signed ? "+" : shown;
    return padded(
      number === "NaN" && !flags.space && !flags.plus ? number : infinitySign + number,
      flags,
      false,
    );
  }
  const full = flags.sharp ? withPoint(number, verb, flags) : number;
  const missing = (flags.width ?? 0) - full.length - shown.length;
  if (flags.zero && !flags.minus && missing > 0 && shown !== "") return shown + "0".repeat(missing) + full;
  return padded(shown + full, flags);
}

/** `%#g` and its like keep the point and the zeros behind it. */
function withPoint(number: string, verb: string, flags: Flags): string {
  const [, mantissa = number, tail = ""] = /^([^eEpP]*)(.*)$/s.exec(number) ?? [];
  const pointed = mantissa.includes(".") ? mantissa : `${mantissa}.`;
  if (!"vgG".includes(verb)) return pointed + tail;
  const digits = pointed.replace(".", "").replace(/^0+/, "").length + (mantissa === "0" ? 1 : 0);
  return pointed + "0".repeat(Math.max(0, (flags.precision ?? 6) - digits)) + tail;
}

/** `%b`: the mantissa as a whole number, and the exponent of two. */
function binaryFloat(value: number): string {
  if (!Number.isFinite(value)) return formatFloat(value, "g");
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const stored = Number((bits >> 52n) & 0x7ffn);
  const mantissa = (bits & 0xfffffffffffffn) | (stored === 0 ? 0n : 1n << 52n);
  const power = Math.max(stored, 1) - 1075;
  return `${bits >> 63n === 1n ? "-" : ""}${mantissa}p${power < 0 ? "-" : "+"}${Math.abs(power)}`;
}

/** `%x`: the mantissa in hexadecimal, the exponent of two. */
function hexFloat(value: number, upper: boolean): string {
  if (!Number.isFinite(value)) return formatFloat(value, "g");
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  let exponent = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & 0xfffffffffffffn;
  if (exponent === 0 && mantissa !== 0n) {
    exponent = 1;
    while (mantissa < 1n << 52n) {
      mantissa <<= 1n;
      exponent--;
    }
    mantissa &= 0xfffffffffffffn;
  }
  const power = value === 0 ? 0 : exponent - 1023;
  const fraction = trimmedEnd(mantissa.toString(16).padStart(13, "0"), "0");
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const digits = `${value === 0 ? 0 : 1}${fraction === "" ? "" : `.${fraction}`}`;
  const text = `${sign}0x${digits}p${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return upper ? text.toUpperCase() : text;
}
