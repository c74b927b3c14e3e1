import { quoteGo } from "../lib/quote";
import type { Token } from "./lexer";
import type { NumberNode } from "./nodes";
import { unquoteGo } from "./unquote";

/** The number of a token, or what is wrong with it: `newNumber` of Go's `text/template/parse/node.go`. */
export function numberNode(token: Token): NumberNode | string {
  const { text } = token;
  const base = { kind: "number", position: token.start, text, isComplex: false } as const;
  if (token.kind === "charConstant") {
    const character = unquoteGo(text);
    const point = character?.codePointAt(0);
    if (character === undefined || point === undefined) return `malformed character constant: ${text}`;
    return { ...base, int: BigInt(point), uint: BigInt(point), float: point };
  }
  if (token.kind === "complex" || text.endsWith("i"))
    return { ...base, isComplex: true, int: undefined, uint: undefined, float: undefined };
  const whole = parseInteger(text);
  if (whole !== undefined) {
    const uint = whole >= 0n ? whole : undefined;
    if (whole >= -(1n << 63n) && whole < 1n << 63n)
      return { ...base, int: whole, uint, float: Number(whole) };
    if (uint !== undefined && uint < 1n << 64n) return { ...base, int: undefined, uint, float: Number(uint) };
    return `integer overflow: ${quoteGo(text)}`;
  }
  const float = parseFloatGo(text);
  if (float === undefined) return `illegal number syntax: ${quoteGo(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quoteGo(text)}`;
  const int = Number.isInteger(float) && Math.abs(float) < 2 ** 63 ? BigInt(float) : undefined;
  return { ...base, int, uint: int !== undefined && int >= 0n ? int : undefined, float };
}

/** Go's `strconv.ParseInt(text, 0, …)` without a limit of size. */
export function parseInteger(text: string): bigint | undefined {
  const sign = text[0] === "+" || text[0] === "-" ? text[0] : "";
  let digits = text.slice(sign.length);
  const isBase = /^0[xXoObB]/.test(digits);
  if (digits.includes("_")) {
    if (!/^(?:0[xXbBoO]?_?)?[0-9a-fA-F]+(?:_[0-9a-fA-F]+)*$/.test(digits)) return undefined;
    digits = digits.replaceAll("_", "");
  }
  if (!isBase && /^0[0-7]+$/.test(digits)) digits = `0o${digits.slice(1)}`;
  if (!/^(?:0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|0|[1-9][0-9]*)$/.test(digits)) return undefined;
  const value = BigInt(digits);
  return sign === "-" ? -value : value;
}

/** Go's `strconv.ParseFloat`, for what looks like a number; hexadecimal floats included. */
export function parseFloatGo(text: string): number | undefined {
  const plain = text.replaceAll("_", "");
  if (/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(plain)) {
    const value = Number(plain);
    return Number.isFinite(value) ? value : undefined;
  }
  const hex = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/.exec(plain);
  if (!hex) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = hex;
  if (whole + fraction === "") return undefined;
  const mantissa = Number(BigInt(`0x${whole}${fraction}`));
  const value = mantissa * 2 ** (Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -value : value;
}
