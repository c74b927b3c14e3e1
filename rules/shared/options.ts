import type { RuleOptions } from "../../engine/rule";

export { matchesAny, matchesPattern } from "../../engine/pattern";

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
