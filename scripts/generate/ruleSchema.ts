import { severities } from "../../engine/finding";
import type { OptionDeclaration, Rule } from "../../engine/rule";

/** The values that switch a rule off or give it a severity. */
export const severitySchema = {
  type: "string",
  enum: ["off", ...severities],
  enumDescriptions: [
    "The rule reports nothing.",
    ...severities.map((severity) => `The rule reports with severity ${severity}, whatever the profile.`),
  ],
};

/**
 * JSON schemas of what can be said of a rule: a severity, or a severity and options.
 * @param severity the schema of the severity, or a reference to it.
 */
export function ruleSchemas({ options }: Pick<Rule, "options">, severity: object): object[] {
  const properties = { severity, ...(options && { options: optionsSchema(options) }) };
  return [severity, { type: "object", properties, additionalProperties: false, minProperties: 1 }];
}

function optionsSchema(options: NonNullable<Rule["options"]>): object {
  const properties = Object.entries(options).map(([name, { type, description }]) => [
    name,
    { ...valueSchemas[type], description },
  ]);
  return { type: "object", properties: Object.fromEntries(properties), additionalProperties: false };
}

const valueSchemas: Readonly<Record<OptionDeclaration["type"], object>> = {
  texts: { type: ["array", "string", "number"], items: { type: ["string", "number"] } },
  text: { type: ["string", "number"] },
  number: { type: "number" },
  boolean: { type: "boolean" },
};
