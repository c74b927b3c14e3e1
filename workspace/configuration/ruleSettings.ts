import { type Severity, severities } from "../../engine/finding";
import type { OptionDeclaration, OptionValue, Rule, RuleOptions } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { type ProblemList, quoted, unknown } from "./problems";
import { entriesOf, number, writtenText } from "./values";

/** What is said of single rules, by id. */
export interface RuleSettings {
  readonly rules: Readonly<Record<string, "off" | Severity>>;
  readonly options: Readonly<Record<string, RuleOptions>>;
}

/**
 * Reads a mapping of rules: each `off`, a severity, or `{ severity, options }`. What cannot be read is a problem and says
 * nothing; the rest holds. A rule may be called by a former id.
 */
export function readRuleSettings(map: Field, known: readonly Rule[], problems: ProblemList): RuleSettings {
  const byName = new Map(known.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])].map((id) => [id, rule])));
  const rules: Record<string, "off" | Severity> = {};
  const options: Record<string, RuleOptions> = {};
  for (const entry of entriesOf(map, "a mapping of rules", problems)) {
    const name = String(entry.key);
    const rule = byName.get(name);
    if (!rule) {
      problems.key(entry, () =>
        unknown("rule", name, [...byName.keys()], "the documentation lists them all"),
      );
      continue;
    }
    const severity = readSeverity(entry.isMap ? entry.at("severity") : entry, entry, problems);
    if (severity) rules[rule.id] = severity;
    if (!entry.isMap) continue;
    const parts = entriesOf(entry, "a severity", problems, ["severity", "options"]);
    if (parts.length === 0) problems.value(entry, () => `${quoted(name)} says nothing: ${expected}`);
    const read = readOptions(entry.at("options"), rule, problems);
    if (Object.keys(read).length > 0) options[rule.id] = read;
  }
  return { rules, options };
}

const choices = ["off", ...severities] as const;
const expected = `off, ${severities.join(", ")}, or severity and options are expected`;

function readSeverity(at: Field, entry: Field, problems: ProblemList): "off" | Severity | undefined {
  if (!at.exists && at !== entry) return undefined;
  // To kubectl a plain `off` is the truth value false.
  if (at.boolean() === false) return "off";
  const text = at.string();
  const choice = choices.find((one) => one === text);
  if (choice) return choice;
  problems.value(at, () =>
    text === undefined
      ? `${quoted(String(entry.key))} says nothing: ${expected}`
      : unknown("severity", text, choices, `the choices are ${choices.join(", ")}`),
  );
  return undefined;
}

function readOptions(map: Field, { id, options = {} }: Rule, problems: ProblemList): RuleOptions {
  const names = Object.keys(options);
  const read: Record<string, OptionValue> = {};
  for (const entry of entriesOf(map, "a mapping of options", problems)) {
    const name = String(entry.key);
    const declared = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!declared) {
      const otherwise =
        names.length > 0 ? `the options of ${id} are ${names.join(", ")}` : `${id} has no options`;
      problems.key(entry, () => unknown("option", name, names, otherwise));
      continue;
    }
    const value = readOption(entry, declared, problems);
    if (value !== undefined) read[name] = value;
  }
  return read;
}

const words: Readonly<Record<OptionDeclaration["type"], string>> = {
  texts: "a list of texts",
  text: "a text",
  number: "a number",
  boolean: "true or false",
};

function readOption(at: Field, { type }: OptionDeclaration, problems: ProblemList): OptionValue | undefined {
  const value = type === "texts" ? readTexts(at, problems) : readScalar(at, type);
  if (value === undefined) problems.value(at, () => `${words[type]} is expected`);
  return value;
}

function readScalar(at: Field, type: "text" | "number" | "boolean"): OptionValue | undefined {
  if (type === "text") return writtenText(at);
  return type === "number" ? number(at) : at.boolean();
}

function readTexts(at: Field, problems: ProblemList): readonly string[] | undefined {
  if (!at.isSequence) {
    const text = writtenText(at);
    return text === undefined ? undefined : [text];
  }
  return at.items().flatMap((item) => {
    const text = writtenText(item);
    if (text === undefined) problems.value(item, () => "a text is expected; quotes make one of any word");
    return text ?? [];
  });
}
