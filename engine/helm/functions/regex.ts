import { RE2JS } from "re2js";
import { quoteGo } from "../lib/quote";
import type { TemplateFunction } from "../template/function";
import { perItem } from "../template/weight";
import { stringList, type Value } from "../value";
import { fail, fn, nilList, num, str } from "./define";

/** sprig's regular expressions (`regex.go`, v3.3.0): RE2's, in time linear in the text. */
export const regex: Readonly<Record<string, TemplateFunction>> = {
  ...both("regexMatch", "ss", (pattern, [text], charge) => matches(pattern, str(text), 1, charge).length > 0),
  ...both("regexFind", "ss", (pattern, [text], charge) => {
    const [match] = matches(pattern, str(text), 1, charge);
    return match ? str(text).slice(match.start, match.end) : "";
  }),
  ...both("regexFindAll", "ssi", (pattern, [text, count], charge) => {
    const found = matches(pattern, str(text), num(count), charge);
    if (found.length === 0) return nilList("[]string");
    return stringList(found.map(({ start, end }) => str(text).slice(start, end)));
  }),
  ...both("regexReplaceAll", "sss", (pattern, [text, template], charge) =>
    replaced(pattern, str(text), (match) => expand(pattern, str(template), match), charge),
  ),
  ...both("regexReplaceAllLiteral", "sss", (pattern, [text, replacement], charge) =>
    replaced(pattern, str(text), () => str(replacement), charge),
  ),
  ...both("regexSplit", "ssi", (pattern, [text, count], charge) =>
    split(pattern, str(text), num(count), charge),
  ),
  regexQuoteMeta: fn("s", ([text]) => str(text).replace(/[\\.+*?()|[\]{}^$]/g, "\\$&")),
  // Of the plain forms, this one alone does not fail for a pattern that is none.
  regexMatch: fn("ss", ([pattern, text], call) => {
    const compiled = compile(str(pattern));
    const charge: Charge = (amount) => call.host.charge(amount);
    return typeof compiled !== "string" && matches(compiled, str(text), 1, charge).length > 0;
  }),
};

interface Match {
  readonly start: number;
  readonly end: number;
  /** By number; `undefined` where the group took no part. */
  readonly groups: readonly (string | undefined)[];
}

type PatternRun = (pattern: RE2JS, values: readonly Value[], charge: Charge) => Value;
type Charge = (amount: number) => void;

function both(name: string, signature: string, run: PatternRun): Record<string, TemplateFunction> {
  const make = (prefix: (pattern: string, problem: string) => string): TemplateFunction =>
    fn(signature, ([pattern, ...values], call) => {
      const compiled = compile(str(pattern));
      if (typeof compiled === "string") return fail(prefix(str(pattern), compiled));
      call.host.charge(str(values[0]).length + str(pattern).length);
      return run(compiled, values, (amount) => call.host.charge(amount));
    });
  return {
    [name]: make((pattern, problem) => `regexp: Compile(${backquoted(pattern)}): ${problem}`),
    [`must${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`]: make((_, problem) => problem),
  };
}

function backquoted(pattern: string): string {
  return pattern.includes("`") ? quoteGo(pattern) : `\`${pattern}\``;
}

const compiledPatterns = new Map<string, RE2JS | string>();

/** The pattern, or what Go says is wrong with it. Patterns are few and their programs are kept. */
function compile(pattern: string): RE2JS | string {
  let compiled = compiledPatterns.get(pattern);
  if (compiled === undefined) {
    compiled = compileNew(pattern);
    if (compiledPatterns.size > 500) compiledPatterns.clear();
    compiledPatterns.set(pattern, compiled);
  }
  return compiled;
}

function compileNew(pattern: string): RE2JS | string {
  if (/\(\?<?[=!]/.test(pattern))
    return `error parsing regexp: invalid or unsupported Perl syntax: ${backquoted("(?")}`;
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return problem.startsWith("error parsing regexp") ? problem : `error parsing regexp: ${problem}`;
  }
}

/** Go's `FindAll`: an empty match right behind another is none. `count` below zero is all. */
function matches(pattern: RE2JS, text: string, count: number, charge: Charge): Match[] {
  const found: Match[] = [];
  const matcher = pattern.matcher(text);
  let previousEnd = -1;
  for (let at = 0; at <= text.length && (count < 0 || found.length < count); ) {
    if (!matcher.find(at)) break;
    const start = matcher.start();
    const end = matcher.end();
    if (end > start || start !== previousEnd) {
      const groups: (string | undefined)[] = [];
      for (let group = 0; group <= matcher.groupCount(); group++)
        groups.push(matcher.group(group) ?? undefined);
      charge((groups.length + 2) * perItem);
      found.push({ start, end, groups });
    }
    previousEnd = end;
    at = end > at ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    if (end > start && end === at) continue;
  }
  return found;
}

function replaced(
  pattern: RE2JS,
  text: string,
  replacement: (match: Match) => string,
  charge: Charge,
): string {
  let result = "";
  let last = 0;
  for (const match of matches(pattern, text, -1, charge)) {
    const replaced = replacement(match);
    charge(replaced.length);
    result += text.slice(last, match.start) + replaced;
    last = match.end;
  }
  return result + text.slice(last);
}

/** Go's `Regexp.Expand`: `$name`, `${name}`, `$1`; the longest name counts. */
function expand(pattern: RE2JS, template: string, match: Match): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain?: string, braced?: string) => {
    if (whole === "$$") return "$";
    const name = plain ?? braced ?? "";
    if (/^\d+$/.test(name)) return match.groups[Number(name)] ?? "";
    const index = Object.entries(pattern.namedGroups()).find(([group]) => group === name)?.[1];
    return index === undefined ? "" : (match.groups[Number(index)] ?? "");
  });
}

/** Go's `Regexp.Split`. */
function split(pattern: RE2JS, text: string, count: number, charge: Charge): Value {
  if (count === 0) return nilList("[]string");
  if (text === "") return stringList([""]);
  const parts: string[] = [];
  let start = 0;
  let end = 0;
  for (const match of matches(pattern, text, count, charge)) {
    if (count > 0 && parts.length === count - 1) break;
    end = match.start;
    if (match.end !== 0) parts.push(text.slice(start, end));
    start = match.end;
  }
  if (end !== text.length) parts.push(text.slice(start));
  return stringList(parts);
}
