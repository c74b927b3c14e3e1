import { formatTime, inZone, parseTime } from "../lib/dates";
import { durationRounded, durationText, parseDuration } from "../lib/durations";
import type { TemplateFunction } from "../template/function";
import { GoTime, Integer, type Value } from "../value";
import { fail, fn, str } from "./define";
import { toInt64 } from "./numbers";

/** What `now` is: a rendering depends on no clock. */
const now = new GoTime(1_704_067_200);

/** sprig's functions of time (`date.go`, v3.3.0), in UTC. */
export const dates: Readonly<Record<string, TemplateFunction>> = {
  now: fn("", () => now),
  ago: fn("a", () => "0s"),
  date: fn("sa", ([layout, time]) => formatted(str(layout), time, "Local")),
  date_in_zone: fn("sas", ([layout, time, zone]) => formatted(str(layout), time, str(zone))),
  dateInZone: fn("sas", ([layout, time, zone]) => formatted(str(layout), time, str(zone))),
  htmlDate: fn("a", ([time]) => formatted("2006-01-02", time, "Local")),
  htmlDateInZone: fn("as", ([time, zone]) => formatted("2006-01-02", time, str(zone))),
  date_modify: fn("st", ([duration, time]) => moved(str(duration), time) ?? time),
  dateModify: fn("st", ([duration, time]) => moved(str(duration), time) ?? time),
  must_date_modify: fn("st", ([duration, time]) => moved(str(duration), time) ?? invalid(str(duration))),
  mustDateModify: fn("st", ([duration, time]) => moved(str(duration), time) ?? invalid(str(duration))),
  duration: fn("a", ([value]) => durationText(secondsOf(value) * 1_000_000_000n)),
  durationRound: fn("a", ([value]) => durationRounded(nanosecondsOf(value))),
  toDate: fn("ss", ([layout, text]) => parseTime(str(layout), str(text)) ?? new GoTime(-62_135_596_800)),
  mustToDate: fn("ss", ([layout, text]) => {
    const time = parseTime(str(layout), str(text));
    return (
      time ??
      fail(`parsing time ${JSON.stringify(str(text))} as ${JSON.stringify(str(layout))}: cannot parse`)
    );
  }),
  unixEpoch: fn("t", ([time]) => String(time instanceof GoTime ? time.seconds : 0)),
};

function formatted(layout: string, value: Value, zone: string): string {
  return formatTime(inZone(timeOf(value), zone), layout);
}

function timeOf(value: Value): GoTime {
  if (value instanceof GoTime) return value;
  if (value instanceof Integer && ["int", "int32", "int64"].includes(value.type))
    return new GoTime(Number(value.value));
  return now;
}

function moved(duration: string, time: Value): GoTime | undefined {
  const nanoseconds = parseDuration(duration);
  if (nanoseconds === undefined || !(time instanceof GoTime)) return undefined;
  const total = BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanoseconds) + nanoseconds;
  const rest = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return new GoTime(Number((total - rest) / 1_000_000_000n), Number(rest), time.zone);
}

function invalid(duration: string): never {
  return fail(`time: invalid duration ${JSON.stringify(duration)}`);
}

function secondsOf(value: Value): bigint {
  if (value instanceof Integer) return value.type === "int64" ? value.value : 0n;
  const text = str(value);
  return /^[+-]?\d+$/.test(text) ? toInt64(text.replace(/^([+-]?)0+(?=\d)/, "$1")) : 0n;
}

function nanosecondsOf(value: Value): bigint {
  if (value instanceof Integer) return value.type === "int64" ? value.value : 0n;
  if (value instanceof GoTime) return 0n;
  return parseDuration(str(value)) ?? 0n;
}
