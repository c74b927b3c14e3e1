import { formatTime } from "../lib/dates";
import { GoTime, Integer, int64, type Method } from "../value";

/** Methods of `time.Time` that templates call. */
export function timeMethods(time: GoTime): ReadonlyMap<string, Method> {
  const number = (value: number): Integer => new Integer(BigInt(value), "int");
  const field = (layout: string) => Number(formatTime(time, layout));
  return new Map<string, Method>([
    ["Unix", { parameters: [], call: () => int64(time.seconds) }],
    [
      "UnixMilli",
      { parameters: [], call: () => int64(time.seconds * 1000 + Math.floor(time.nanoseconds / 1e6)) },
    ],
    [
      "UnixNano",
      { parameters: [], call: () => int64(BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanoseconds)) },
    ],
    ["Format", { parameters: ["string"], call: ([layout]) => formatTime(time, String(layout)) }],
    ["String", { parameters: [], call: () => formatTime(time, "2006-01-02 15:04:05.999999999 -0700 MST") }],
    ["UTC", { parameters: [], call: () => new GoTime(time.seconds, time.nanoseconds) }],
    ["Year", { parameters: [], call: () => number(field("2006")) }],
    ["Month", { parameters: [], call: () => new Integer(BigInt(field("1")), "time.Month") }],
    ["Day", { parameters: [], call: () => number(field("2")) }],
    ["Hour", { parameters: [], call: () => number(field("15")) }],
    ["Minute", { parameters: [], call: () => number(field("4")) }],
    ["Second", { parameters: [], call: () => number(field("5")) }],
    ["YearDay", { parameters: [], call: () => number(field("002")) }],
  ]);
}
