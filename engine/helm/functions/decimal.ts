import { FunctionError } from "../template/errors";

/** Arithmetic on decimal numbers, as `shopspring/decimal` 1.4.0 does it for sprig: digits and a power of ten. */
interface Decimal {
  readonly digits: bigint;
  /** The number is `digits * 10 ** exponent`. */
  readonly exponent: number;
}

type Operator = "+" | "-" | "*" | "/";

/** Places behind the point that a division keeps. */
const divisionPrecision = 16;

/** Applies an operator to a number and each of the others in turn. */
export function decimalOperation(operator: Operator, first: number, others: readonly number[]): number {
  if (![first, ...others].every(Number.isFinite)) return Number.NaN;
  if (operator === "/" && others.includes(0)) throw new FunctionError("decimal division by 0");
  let result = fromNumber(first);
  for (const other of others) result = apply(operator, result, fromNumber(other));
  return Number(`${result.digits}e${result.exponent}`);
}

function fromNumber(value: number): Decimal {
  const [mantissa = "0", exponent = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function apply(operator: Operator, left: Decimal, right: Decimal): Decimal {
  if (operator === "*")
    return { digits: left.digits * right.digits, exponent: left.exponent + right.exponent };
  if (operator === "/") return divide(left, right);
  const exponent = Math.min(left.exponent, right.exponent);
  const a = scaled(left, exponent);
  const b = scaled(right, exponent);
  return { digits: operator === "+" ? a + b : a - b, exponent };
}

function scaled({ digits, exponent }: Decimal, target: number): bigint {
  return digits * 10n ** BigInt(exponent - target);
}

function divide(left: Decimal, right: Decimal): Decimal {
  const shift = left.exponent - right.exponent + divisionPrecision;
  const numerator = shift >= 0 ? left.digits * 10n ** BigInt(shift) : left.digits;
  const denominator = shift >= 0 ? right.digits : right.digits * 10n ** BigInt(-shift);
  const quotient = numerator / denominator;
  const remainder = numerator % denominator;
  const isUp = 2n * abs(remainder) >= abs(denominator);
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  return { digits: isUp ? quotient + sign : quotient, exponent: -divisionPrecision };
}

function abs(value: bigint): bigint {
  return value < 0n ? -value : value;
}
