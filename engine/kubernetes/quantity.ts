/** What each suffix multiplies by: decimal SI and binary (k8s.io/apimachinery/pkg/api/resource, suffix.go). */
const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  "": 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const binaryExponents: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

const longestQuantity = 64;
/** Everything is counted in billionths: nothing finer exists, what is finer is rounded up. */
const scale = 9;

/**
 * An amount of CPU, memory or storage as Kubernetes reads it, in billionths (`1` is 1_000_000_000n, `100m` a tenth of
 * that). `undefined` for what the API server refuses, and for exponents beyond any machine.
 *
 * Grammar: k8s.io/apimachinery/pkg/api/resource, quantity.go, `ParseQuantity`: a signed decimal number, then a suffix
 * (`Ki`, `m`, `k`, ...; case matters) or a decimal exponent (`e3`, `E-2`). Values finer than a billionth are rounded up.
 */
export function parseQuantity(text: string): bigint | undefined {
  if (text.length > longestQuantity) return undefined;
  const match = /^([+-]?)(\d*)(?:(\.)(\d*))?(?:([eE][+-]?\d+)|([KMGTPE]i|[numkMGTPE]?))$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = "", , fraction = "", exponent, suffix = ""] = match;
  if (whole === "" && fraction === "") return undefined;
  const digits = BigInt(`${whole}${fraction}`);
  const binary = Object.hasOwn(binaryExponents, suffix) ? binaryExponents[suffix] : undefined;
  const decimal = exponent ? Number(exponent.slice(1)) : (decimalExponents[suffix] ?? 0);
  if (Math.abs(decimal) > longestQuantity) return undefined;
  const power = scale - fraction.length + (binary === undefined ? decimal : 0);
  const amount = shift(digits << BigInt(binary ?? 0), power);
  return sign === "-" ? -amount : amount;
}

/** `amount` times ten to the power; what is cut off is rounded up. */
function shift(amount: bigint, power: number): bigint {
  if (power >= 0) return amount * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return (amount + divisor - 1n) / divisor;
}
