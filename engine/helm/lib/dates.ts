import { trimmedEnd } from "../../trimmedEnd";
import { GoTime } from "../value";
import { dateOf, daysOf, isDate } from "./calendar";
import { months, weekdays } from "./durations";

const secondsPerDay = 86_400;

interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly yearDay: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/**
 * The parts of a Go layout (time/format.go, `nextStdChunk`), longest first where one starts like another. `Jan` and `Mon`
 * are parts only where no lower-case letter follows.
 */
const layoutParts =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|002|_2006|__2|_2|[.,]0+(?!\d)|[.,]9+(?!\d)|0[1-6]|15|PM|pm|-07:00:00|-07:00|-070000|-0700|-07|Z07:00:00|Z07:00|Z070000|Z0700|Z07|[1-5]/g;

/** The calendar in the time's own zone. */
export function civil(time: GoTime): Civil {
  const local = time.seconds + time.zone.offsetSeconds;
  const days = Math.floor(local / secondsPerDay);
  const rest = local - days * secondsPerDay;
  const { year, month, day } = dateOf(days);
  return {
    year,
    month,
    day,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearDay: days - daysOf(year, 1, 1) + 1,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
  };
}

/** Go's `Time.Format`. */
export function formatTime(time: GoTime, layout: string): string {
  const parts = civil(time);
  return layout.replace(layoutParts, (part) => formatPart(part, parts, time));
}

function formatPart(part: string, date: Civil, time: GoTime): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const hour12 = date.hour % 12 === 0 ? 12 : date.hour % 12;
  switch (part) {
    case "January":
      return months[date.month - 1] ?? "";
    case "Jan":
      return (months[date.month - 1] ?? "").slice(0, 3);
    case "Monday":
      return weekdays[date.weekday] ?? "";
    case "Mon":
      return (weekdays[date.weekday] ?? "").slice(0, 3);
    case "MST":
      return time.zone.name === "" ? offsetText("-07", time.zone.offsetSeconds) : time.zone.name;
    case "2006":
      return yearText(date.year);
    case "_2006":
      return `_${yearText(date.year)}`;
    case "06":
      return two(((date.year % 100) + 100) % 100);
    case "01":
      return two(date.month);
    case "1":
      return String(date.month);
    case "02":
      return two(date.day);
    case "_2":
      return String(date.day).padStart(2, " ");
    case "2":
      return String(date.day);
    case "002":
      return String(date.yearDay).padStart(3, "0");
    case "__2":
      return String(date.yearDay).padStart(3, " ");
    case "15":
      return two(date.hour);
    case "03":
      return two(hour12);
    case "3":
      return String(hour12);
    case "04":
      return two(date.minute);
    case "4":
      return String(date.minute);
    case "05":
      return two(date.second);
    case "5":
      return String(date.second);
    case "PM":
      return date.hour >= 12 ? "PM" : "AM";
    case "pm":
      return date.hour >= 12 ? "pm" : "am";
    default:
      return /^[.,]/.test(part)
        ? fractionText(part, time.nanoseconds)
        : offsetText(part, time.zone.offsetSeconds);
  }
}

function yearText(year: number): string {
  return (year < 0 ? "-" : "") + String(Math.abs(year)).padStart(4, "0");
}

function fractionText(part: string, nanoseconds: number): string {
  const digits = String(nanoseconds)
    .padStart(9, "0")
    .slice(0, part.length - 1)
    .padEnd(part.length - 1, "0");
  if (part[1] === "0") return (part[0] ?? ".") + digits;
  const kept = trimmedEnd(digits, "0");
  return kept === "" ? "" : (part[0] ?? ".") + kept;
}

function offsetText(part: string, offsetSeconds: number): string {
  if (part.startsWith("Z") && offsetSeconds === 0) return "Z";
  const size = Math.abs(offsetSeconds);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const pieces = [two(size / 3600), two((size % 3600) / 60), two(size % 60)];
  const count = part.replaceAll(/[^\d]/g, "").length / 2;
  return (offsetSeconds < 0 ? "-" : "+") + pieces.slice(0, count).join(part.includes(":") ? ":" : "");
}

const patterns = new Map<string, string>([
  ["January", `(${months.join("|")})`],
  ["Jan", `(${months.map((name) => name.slice(0, 3)).join("|")})`],
  ["Monday", `(${weekdays.join("|")})`],
  ["Mon", `(${weekdays.map((name) => name.slice(0, 3)).join("|")})`],
  ["MST", "([A-Z]{3,5}|[-+]\\d{2,4})"],
  ["2006", "(\\d{4})"],
  ["_2006", "_(\\d{4})"],
  ["06", "(\\d{2})"],
  ["01", "(\\d{2})"],
  ["1", "(\\d{1,2})"],
  ["02", "(\\d{2})"],
  ["_2", " ?(\\d{1,2})"],
  ["2", " ?(\\d{1,2})"],
  ["002", "(\\d{3})"],
  ["__2", " {0,2}(\\d{1,3})"],
  ["15", "(\\d{1,2})"],
  ["03", "(\\d{2})"],
  ["3", "(\\d{1,2})"],
  ["04", "(\\d{2})"],
  ["4", "(\\d{1,2})"],
  ["05", "(\\d{2}(?:[.,]\\d+)?)"],
  ["5", "(\\d{1,2}(?:[.,]\\d+)?)"],
  ["PM", "(AM|PM)"],
  ["pm", "(am|pm)"],
]);

function patternOf(part: string): string {
  const known = patterns.get(part);
  if (known !== undefined) return known;
  if (/^[.,]/.test(part)) return part[1] === "0" ? `([.,]\\d{${part.length - 1}})` : "((?:[.,]\\d+)?)";
  const pieces = part.replaceAll(/[^\d]/g, "").length / 2;
  const between = part.includes(":") ? ":" : "";
  const offset = `[-+]\\d{2}${`${between}\\d{2}`.repeat(pieces - 1)}`;
  return part.startsWith("Z") ? `(Z|${offset})` : `(${offset})`;
}

/**
 * Go's `time.Parse`: text without a zone is in UTC. `undefined` for text that the layout does not fit, or a date that does
 * not exist.
 */
export function parseTime(layout: string, text: string): GoTime | undefined {
  const parts = layout.match(layoutParts) ?? [];
  const literals = layout.split(layoutParts).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const source = literals
    .map((literal, index) => literal + (parts[index] ? patternOf(parts[index]) : ""))
    .join("");
  const match = new RegExp(`^${source}$`).exec(text);
  return match ? assemble(parts, match.slice(1)) : undefined;
}

function assemble(parts: readonly string[], values: readonly string[]): GoTime | undefined {
  const found = { year: 0, month: 1, day: 1, yearDay: 0, hour: 0, minute: 0, second: 0, nanoseconds: 0 };
  let afternoon: boolean | undefined;
  let zone = { name: "UTC", offsetSeconds: 0 };
  parts.forEach((part, index) => {
    const value = values[index] ?? "";
    const number = Number.parseInt(value, 10);
    if (part === "January") found.month = months.indexOf(value) + 1;
    else if (part === "Jan") found.month = months.findIndex((name) => name.startsWith(value)) + 1;
    else if (part === "2006" || part === "_2006") found.year = number;
    else if (part === "06") found.year = number + (number >= 69 ? 1900 : 2000);
    else if (part === "01" || part === "1") found.month = number;
    else if (part === "02" || part === "2" || part === "_2") found.day = number;
    else if (part === "002" || part === "__2") found.yearDay = number;
    else if (part === "15" || part === "03" || part === "3") found.hour = number;
    else if (part === "04" || part === "4") found.minute = number;
    else if (part === "05" || part === "5") {
      found.second = number;
      found.nanoseconds = nanosecondsOf(value) ?? found.nanoseconds;
    } else if (part === "PM" || part === "pm") afternoon = value.toLowerCase() === "pm";
    else if (/^[.,]/.test(part)) found.nanoseconds = nanosecondsOf(value) ?? found.nanoseconds;
    else if (part === "MST") zone = { ...zone, name: value };
    else if (/^[-Z]/.test(part)) zone = zoneOf(value);
  });
  if (afternoon === true && found.hour < 12) found.hour += 12;
  else if (afternoon === false && found.hour === 12) found.hour = 0;
  if (found.hour > 23 || found.minute > 59 || found.second > 59) return undefined;
  if (found.yearDay === 0 && !isDate(found.year, found.month, found.day)) return undefined;
  const days =
    found.yearDay > 0
      ? daysOf(found.year, 1, 1) + found.yearDay - 1
      : daysOf(found.year, found.month, found.day);
  const seconds = days * secondsPerDay + found.hour * 3600 + found.minute * 60 + found.second;
  return new GoTime(seconds - zone.offsetSeconds, found.nanoseconds, zone);
}

function nanosecondsOf(value: string): number | undefined {
  const fraction = /[.,](\d+)/.exec(value)?.[1];
  return fraction === undefined ? undefined : Number(fraction.slice(0, 9).padEnd(9, "0"));
}

function zoneOf(value: string): { name: string; offsetSeconds: number } {
  if (value === "Z") return { name: "UTC", offsetSeconds: 0 };
  const [hours = 0, minutes = 0, seconds = 0] = (value.match(/\d{2}/g) ?? []).map(Number);
  const size = hours * 3600 + minutes * 60 + seconds;
  const offsetSeconds = value.startsWith("-") ? -size : size;
  return { name: offsetSeconds === 0 ? "UTC" : "", offsetSeconds };
}

/**
 * The time in a zone of the IANA database, as sprig's `dateInZone` has it: in UTC where the zone is not known. `Local` is
 * UTC, so that the result is the same on every machine.
 */
export function inZone(time: GoTime, zone: string): GoTime {
  if (zone === "UTC" || zone === "Local" || zone === "") return new GoTime(time.seconds, time.nanoseconds);
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    const short = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" });
    const name = (of: Intl.DateTimeFormat): string =>
      of.formatToParts(time.seconds * 1000).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const offset = name(format).replace("GMT", "");
    const { offsetSeconds } = zoneOf(offset === "" ? "Z" : offset);
    const letters = name(short);
    const shown = /^GMT[-+]/.test(letters) ? "" : letters;
    return new GoTime(time.seconds, time.nanoseconds, { name: shown, offsetSeconds });
  } catch {
    return new GoTime(time.seconds, time.nanoseconds);
  }
}
