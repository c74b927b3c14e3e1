import { trimmedEnd } from "../../trimmedEnd";

const units = new Map<string, bigint>([
  ["ns", 1n],
  ["us", 1_000n],
  ["µs", 1_000n],
  ["μs", 1_000n],
  ["ms", 1_000_000n],
  ["s", 1_000_000_000n],
  ["m", 60_000_000_000n],
  ["h", 3_600_000_000_000n],
]);
const largest = 1n << 63n;

/** Nanoseconds of Go's `time.ParseDuration`; `undefined` for text it refuses. */
export function parseDuration(text: string): bigint | undefined {
  const unsigned = text.replace(/^[-+]/, "");
  if (unsigned === "0") return 0n;
  if (unsigned === "" || unsigned.length > 200) return undefined;
  let total = 0n;
  let rest = unsigned;
  while (rest !== "") {
    const match = /^(\d*)(?:\.(\d*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/.exec(rest);
    if (!match) return undefined;
    const [all, whole = "", fraction = "", unit = ""] = match;
    if (whole === "" && fraction === "") return undefined;
    const scale = units.get(unit) ?? 0n;
    const digits = fraction.slice(0, 18);
    total += BigInt(whole === "" ? 0 : whole) * scale;
    if (digits !== "") total += (BigInt(digits) * scale) / 10n ** BigInt(digits.length);
    if (total > largest) return undefined;
    rest = rest.slice(all.length);
  }
  if (text.startsWith("-")) return -total;
  return total === largest ? undefined : total;
}

/** Go's `Duration.String()`: `1h2m3.5s`, `1.5ms`, `0s`. */
export function durationText(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return "0s";
  const sign = nanoseconds < 0n ? "-" : "";
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size < 1_000n) return `${sign}${size}ns`;
  if (size < 1_000_000n) return `${sign}${decimal(size, 3)}µs`;
  if (size < 1_000_000_000n) return `${sign}${decimal(size, 6)}ms`;
  const minutes = size / 60_000_000_000n;
  const seconds = `${decimal(size % 60_000_000_000n, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return hours === 0n ? `${sign}${minutes}m${seconds}` : `${sign}${hours}h${minutes % 60n}m${seconds}`;
}

/** A whole number with its last `places` digits behind a point, without zeros at the end. */
function decimal(value: bigint, places: number): string {
  const digits = String(value).padStart(places + 1, "0");
  const fraction = trimmedEnd(digits.slice(-places), "0");
  return digits.slice(0, -places) + (fraction === "" ? "" : `.${fraction}`);
}

/** Go's `Duration.Round(time.Second)`: halves away from zero. */
export function roundToSecond(nanoseconds: bigint): bigint {
  const second = 1_000_000_000n;
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const rounded = ((size + second / 2n) / second) * second;
  return nanoseconds < 0n ? -rounded : rounded;
}

/** sprig's `durationRound` (date.go): the largest unit alone, as in `3mo`. */
export function durationRounded(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const hour = 3_600_000_000_000n;
  const steps: [bigint, string][] = [
    [hour * 24n * 365n, "y"],
    [hour * 24n * 30n, "mo"],
    [hour * 24n, "d"],
    [hour, "h"],
    [60_000_000_000n, "m"],
    [1_000_000_000n, "s"],
  ];
  for (const [step, unit] of steps) if (size > step) return `${size / step}${unit}`;
  return "0s";
}

export const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

export const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** Go's `Month.String()`; January is 1. */
export function monthText(month: bigint): string {
  return months[Number(month) - 1] ?? `%!Month(${month})`;
}
