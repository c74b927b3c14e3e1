import { decodeBase64Text } from "./base64";

/** What a scalar is to kubectl. `bigint` only where a `number` would lose digits. */
export type ScalarValue = string | number | bigint | boolean | null;

const words = new Map<string, boolean | null>();
for (const word of ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"])
  words.set(word, true);
for (const word of ["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"])
  words.set(word, false);
for (const word of ["", "~", "null", "Null", "NULL"]) words.set(word, null);

/** `0b-1` is read as -1: a leftover of older Go, behind lower-case `0b` only. */
const signBehindPrefix = /^(0b)([-+])(?=[01])/;
const decimal = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const dotFirst = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

/**
 * Reads a plain (unquoted, untagged) scalar as kubectl does, that is go.yaml.in/yaml/v2 `resolve.go` under
 * sigs.k8s.io/yaml: YAML 1.1 words are booleans, a leading zero means octal, underscores in numbers are ignored,
 * and there are no base-60 numbers and no timestamps. Numbers that JSON cannot say (`.inf`) come back as strings.
 */
export function resolvePlain(source: string): ScalarValue {
  const word = words.get(source);
  if (word !== undefined) return word;
  const first = source.charCodeAt(0);
  if (first === 0x2e) return dotFirst.test(source) ? finiteOr(source, source.replaceAll("_", "")) : source;
  const digit = first >= 0x30 && first <= 0x39;
  if (!digit && first !== 0x2b && first !== 0x2d) return source;
  const text = source.includes("_") ? source.replaceAll("_", "") : source;
  const integer = goInteger(text.replace(signBehindPrefix, "$2$1"));
  if (integer !== undefined) return integer;
  return decimal.test(text) ? finiteOr(source, text) : source;
}

function finiteOr(source: string, text: string): number | string {
  const value = Number(text);
  return Number.isFinite(value) ? value : source;
}

const maxUint64 = (1n << 64n) - 1n;
const minInt64 = -(1n << 63n);

/** Go's `strconv.ParseInt(text, 0, 64)`, then `ParseUint`: base prefixes in either case, leading zero is octal. */
function goInteger(text: string): number | bigint | undefined {
  const match = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9]\d*))$/.exec(
    text,
  );
  if (!match) return undefined;
  const [, sign, hex, binary, octal, zeroOctal, plain] = match;
  let magnitude: bigint;
  if (hex !== undefined) magnitude = BigInt(`0x${hex}`);
  else if (binary !== undefined) magnitude = BigInt(`0b${binary}`);
  else if (octal !== undefined || zeroOctal !== undefined) magnitude = BigInt(`0o${octal ?? zeroOctal}`);
  else magnitude = BigInt(plain ?? "0");
  if (sign === "+" && magnitude > (1n << 63n) - 1n) return undefined;
  const value = sign === "-" ? -magnitude : magnitude;
  if (value > maxUint64 || value < minInt64) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * Reads a scalar that carries one of YAML's own tags (`!!bool yes`); any other tag leaves the text a string. A value
 * that its tag does not allow, which kubectl refuses, comes back as text too (see `tagFits`).
 */
export function resolveTagged(tag: string, text: string): ScalarValue {
  const value = resolvePlain(text);
  switch (coreTag(tag)) {
    case "bool":
      return typeof value === "boolean" ? value : text;
    case "int":
      return typeof value === "bigint" || (typeof value === "number" && isIntegerText(text)) ? value : text;
    case "float":
      return typeof value === "bigint" || typeof value === "number" ? Number(value) : text;
    case "null":
      return value === null ? null : text;
    case "binary":
      return decodeBase64Text(text) ?? text;
    default:
      return text;
  }
}

/** False where go-yaml stops with "cannot decode" (resolve.go), as for `!!int web`. */
export function tagFits(tag: string, text: string): boolean {
  switch (coreTag(tag)) {
    case "bool":
    case "int":
    case "float":
      return typeof resolveTagged(tag, text) !== "string";
    case "null":
      return resolvePlain(text) === null;
    case "binary":
      return decodeBase64Text(text) !== undefined;
    default:
      return true;
  }
}

function coreTag(tag: string): string {
  return /^(?:!!|!<tag:yaml\.org,2002:)([a-z]+)>?$/.exec(tag)?.[1] ?? "";
}

/** Go decodes it as an integer rather than a float. */
export function isIntegerText(text: string): boolean {
  return goInteger(text.replaceAll("_", "")) !== undefined;
}
