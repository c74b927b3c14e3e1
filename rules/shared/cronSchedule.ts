const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

interface Bounds {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Names that stand for numbers, the first for `least`. */
  readonly words: readonly string[];
}

const fields: readonly Bounds[] = [
  { name: "minute", least: 0, most: 59, words: [] },
  { name: "hour", least: 0, most: 23, words: [] },
  { name: "day of the month", least: 1, most: 31, words: [] },
  { name: "month", least: 1, most: 12, words: months },
  { name: "day of the week", least: 0, most: 6, words: weekdays },
];

const macros = /^@(?:yearly|annually|monthly|weekly|daily|midnight|hourly)$/;
const duration = /^@every [+-]?(?:\d+(?:\.\d*)?(?:ns|us|\u00b5s|ms|s|m|h))+$/;
const longestSchedule = 1000;

/**
 * What keeps a CronJob's schedule from being read, as half a sentence; `undefined` for a good one. The grammar is that of
 * github.com/robfig/cron v3, `ParseStandard`, which the API server and the controller use (pkg/apis/batch/validation,
 * `validateScheduleFormat`): five fields, and Sunday is 0 only.
 */
export function scheduleProblem(schedule: string): string | undefined {
  if (schedule.length > longestSchedule) return "is too long";
  if (/TZ=/.test(schedule)) return "names a time zone, which belongs in timeZone";
  if (schedule.startsWith("@"))
    return macros.test(schedule) || duration.test(schedule) ? undefined : "is no known shorthand";
  const parts = schedule.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== fields.length) return `has ${parts.length} fields, not 5`;
  const faulty = fields.find((bounds, index) => !isField(parts[index] ?? "", bounds));
  return faulty && `has a faulty ${faulty.name}`;
}

function isField(text: string, bounds: Bounds): boolean {
  return text.split(",").every((part) => part === "" || isRange(part, bounds)) && text !== ",";
}

/** `*`, `?`, `a`, `a-b`, each with or without `/step`. */
function isRange(text: string, bounds: Bounds): boolean {
  const [range = "", step, ...more] = text.split("/");
  if (more.length > 0 || (step !== undefined && !/^0*[1-9]\d*$/.test(step))) return false;
  const [from = "", to, ...rest] = range.split("-");
  if (from === "*" || from === "?") return to === undefined;
  const first = numberOf(from, bounds);
  const last = to === undefined ? first : numberOf(to, bounds);
  if (rest.length > 0 || first === undefined || last === undefined) return false;
  return first >= bounds.least && last <= bounds.most && first <= last;
}

function numberOf(text: string, { words, least }: Bounds): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return least + word;
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
