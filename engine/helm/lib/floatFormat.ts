import { trimmedEnd } from "../../trimmedEnd";

/** Forms that Go's `strconv.FormatFloat` knows; upper case changes the letter of the exponent alone. */
export type FloatVerb = "e" | "E" | "f" | "g" | "G";

/** Digits of a number: 0.d1d2d3... times ten to the power of `point`. */
interface Digits {
  readonly digits: string;
  readonly point: number;
}

/** Behind this many places a double has nothing but zeros. */
const lastPlace = 1100;

/**
 * A float64 as Go's `strconv.FormatFloat(value, verb, precision, 64)` prints it: `+Inf`, at least two digits in the
 * exponent, and halves rounded to even by the exact value. Without a precision, as many digits as tell the number from
 * all others.
 */
export function formatFloat(value: number, verb: FloatVerb, precision?: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  const magnitude = Math.abs(value);
  if (verb === "f") return sign + fixed(magnitude, precision);
  if (verb === "e" || verb === "E") {
    const digits = precision === undefined ? shortest(magnitude) : significant(magnitude, precision + 1);
    return sign + withExponent(digits, precision ?? digits.digits.length - 1, verb);
  }
  return sign + general(magnitude, verb === "g" ? "e" : "E", precision);
}

/** The way `%v` prints a float64. */
export function formatGeneral(value: number): string {
  return formatFloat(value, "g");
}

/** ftoa.go, `formatDigits`: without a precision, an exponent from 1e+06 on. */
function general(magnitude: number, letter: "e" | "E", precision: number | undefined): string {
  const wanted = precision === 0 ? 1 : precision;
  const exact = wanted === undefined ? shortest(magnitude) : trimmed(significant(magnitude, wanted));
  const { digits, point } = exact;
  let limit = wanted ?? 6;
  if (wanted !== undefined && limit > digits.length && digits.length >= point) limit = digits.length;
  const exponent = magnitude === 0 ? 0 : point - 1;
  if (exponent < -4 || exponent >= limit) {
    return withExponent(exact, digits.length - 1, letter);
  }
  return plain(exact);
}

function plain({ digits, point }: Digits): string {
  if (point <= 0) return digits === "0" ? "0" : `0.${"0".repeat(-point)}${digits}`;
  if (digits.length <= point) return digits + "0".repeat(point - digits.length);
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

function withExponent({ digits, point }: Digits, places: number, letter: "e" | "E"): string {
  const exponent = digits.replaceAll("0", "") === "" ? 0 : point - 1;
  const fraction = places > 0 ? `.${digits.slice(1).padEnd(places, "0")}` : "";
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${digits[0] ?? "0"}${fraction}${letter}${exponent < 0 ? "-" : "+"}${power}`;
}

function fixed(magnitude: number, precision: number | undefined): string {
  if (precision === undefined) return plain(shortest(magnitude));
  const places = Math.min(precision, lastPlace);
  const digits = String(scaled(magnitude, places)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return precision === 0 ? whole : `${whole}.${digits.slice(digits.length - places).padEnd(precision, "0")}`;
}

function shortest(magnitude: number): Digits {
  const [mantissa = "0", exponent = "0"] = magnitude.toExponential().split("e");
  return { digits: mantissa.replace(".", ""), point: Number(exponent) + 1 };
}

function significant(magnitude: number, count: number): Digits {
  if (magnitude === 0) return { digits: "0", point: 1 };
  const kept = Math.min(count, lastPlace);
  const exponent = Number(magnitude.toExponential(25).split("e")[1]);
  const digits = String(scaled(magnitude, kept - 1 - exponent));
  return digits.length > kept
    ? { digits: digits.slice(0, kept), point: exponent + 2 }
    : { digits, point: exponent + 1 };
}

function trimmed({ digits, point }: Digits): Digits {
  return { digits: digits.slice(0, 1) + trimmedEnd(digits.slice(1), "0"), point };
}

/** The number times ten to the power of `places`, rounded to a whole number, halves to even. */
function scaled(magnitude: number, places: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, magnitude);
  const bits = view.getBigUint64(0);
  const stored = Number(bits >> 52n);
  let numerator = (bits & 0xfffffffffffffn) | (stored === 0 ? 0n : 1n << 52n);
  let denominator = 1n;
  const power = Math.max(stored, 1) - 1075;
  if (power >= 0) numerator <<= BigInt(power);
  else denominator <<= BigInt(-power);
  if (places >= 0) numerator *= 10n ** BigInt(places);
  else denominator *= 10n ** BigInt(-places);
  const quotient = numerator / denominator;
  const rest = (numerator % denominator) * 2n;
  const up = rest > denominator || (rest === denominator && (quotient & 1n) === 1n);
  return up ? quotient + 1n : quotient;
}
