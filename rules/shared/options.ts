import type { RuleOptions } from "../../engine/rule";

/** A list that the user set, also where one text was written without a list; `undefined` where nothing is set. */
export function optionTexts(options: RuleOptions, name: string): readonly string[] | undefined {
  const value = Object.hasOwn(options, name) ? options[name] : undefined;
  if (typeof value === "string") return [value];
  return typeof value === "object" ? value : undefined;
}

/** A text that the user set; a number is taken as the text it was written as. */
export function optionText(options: RuleOptions, name: string): string | undefined {
  const value = Object.hasOwn(options, name) ? options[name] : undefined;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** A switch that the user turned on. */
export function isOn(options: RuleOptions, name: string): boolean {
  return Object.hasOwn(options, name) && options[name] === true;
}

/** True where `text` matches a pattern in which `*` stands for any text. */
export function matchesPattern(text: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return text === pattern;
  const last = rest.pop() ?? "";
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let from = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}

/** True where one of the patterns matches. */
export function matchesAny(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matchesPattern(text, pattern));
}
