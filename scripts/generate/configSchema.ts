import { newestMinor } from "../../engine/kubernetes/version";
import { profileChoices } from "../../engine/profile";
import type { Rule } from "../../engine/rule";
import { baselineName } from "../../workspace/configuration/baseline";
import { profileDescriptions } from "./packageJson";
import { ruleSchemas, severitySchema } from "./ruleSchema";

const pattern = { type: ["string", "number"], minLength: 1, maxLength: 1000 };
const exceptionParts = ["rule", "file", "kind", "name", "namespace", "image"];

const described = (description: string, definition: string) => ({
  description,
  allOf: [{ $ref: `#/definitions/${definition}` }],
});

const severity = { $ref: "#/definitions/severity" };

/** The JSON schema of kubehint.yaml, for completion and hover in editors: docs/config.schema.json. */
export function configSchema(rules: readonly Rule[]): string {
  const ruleName = { type: "string", enum: ["*", ...rules.map(({ id }) => id)] };
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Configuration of Kubehint",
    description: "Holds for the manifests in the folder of this file and below it.",
    type: "object",
    properties: {
      profile: {
        description: "Which rules apply.",
        type: "string",
        enum: profileChoices,
        enumDescriptions: profileChoices.map((profile) => profileDescriptions[profile]),
        default: "recommended",
      },
      kubernetesVersion: {
        description: `The version of Kubernetes that the manifests are for, from 1.0 to 1.${newestMinor}.`,
        type: ["string", "number"],
        pattern: String.raw`^(?:latest|v?1\.\d{1,2}(?:[.+-].*)?)$`,
        minimum: 1,
        exclusiveMaximum: 2,
        default: "latest",
        examples: ["latest", `1.${newestMinor}`],
      },
      rules: {
        description: "Rules that differ from the profile: off, a severity, or severity and options.",
        type: ["object", "null"],
        properties: Object.fromEntries(rules.map((rule) => [rule.id, ruleSchema(rule)])),
        additionalProperties: false,
      },
      exclude: {
        description:
          "Glob patterns of files and folders to leave alone, from the folder of this file on; ! brings back what a pattern leaves out.",
        type: ["array", "null"],
        items: { type: ["string", "number"], minLength: 1 },
      },
      kinds: {
        description: "Kinds of custom resources that run pods, and where their pod specs stand.",
        type: ["array", "null"],
        items: { $ref: "#/definitions/kind" },
      },
      exceptions: {
        description:
          "Findings that are accepted, each with a reason. All that an exception says has to match.",
        type: ["array", "null"],
        items: { $ref: "#/definitions/exception" },
      },
      baseline: {
        description: `Where the baseline is, made by kubehint scan --write-baseline: findings in it are not shown. From the folder of this file; ${baselineName} by default.`,
        type: ["string", "null"],
        pattern: String.raw`^(?!/)(?!(?:.*/)?\.\.(?:/|$)).+$`,
        examples: [baselineName],
      },
    },
    additionalProperties: false,
    definitions: {
      severity: severitySchema,
      ruleNames: { anyOf: [ruleName, { type: "array", items: ruleName, minItems: 1 }] },
      patterns: { anyOf: [pattern, { type: "array", items: pattern, minItems: 1 }] },
      exception: {
        type: "object",
        properties: {
          rule: described("The rules that may report, by id; * for all of them.", "ruleNames"),
          file: described("Glob patterns of files, from the folder of this file on.", "patterns"),
          kind: described("The kind of the object; * stands for any text.", "patterns"),
          name: described("The name of the object; * stands for any text.", "patterns"),
          namespace: described("The namespace that the object names; * stands for any text.", "patterns"),
          image: described("The image of the container; * stands for any text.", "patterns"),
          reason: {
            description: "Why this is accepted.",
            type: ["string", "number"],
            pattern: String.raw`\S`,
          },
          until: {
            description: "The last day on which the exception holds.",
            type: "string",
            pattern: String.raw`^\d{4}-\d{2}-\d{2}$`,
            examples: ["2027-01-31"],
          },
        },
        required: ["reason"],
        anyOf: exceptionParts.map((part) => ({ properties: { [part]: true }, required: [part] })),
        additionalProperties: false,
      },
      kind: {
        type: "object",
        properties: {
          apiVersion: {
            description: "Group and version; every version of the group is meant.",
            type: "string",
            examples: ["example.com/v1"],
          },
          kind: { description: "The kind of the custom resource.", type: "string", examples: ["Fleet"] },
          podSpec: {
            description: "Where a pod spec stands: keys joined by dots, * for every item or entry.",
            type: "string",
            pattern: String.raw`^(?:[A-Za-z_][\w-]*|\*)(?:\.(?:[A-Za-z_][\w-]*|\*))*$`,
            examples: ["spec.template.spec", "spec.pools.*.template.spec"],
          },
        },
        required: ["apiVersion", "kind", "podSpec"],
        additionalProperties: false,
      },
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function ruleSchema(rule: Rule): object {
  const { title, severity: grave, profiles } = rule;
  const where = profiles.length > 0 ? `in ${profiles.join(", ")} and all` : "in the profile all";
  const description = `${title}. Severity ${grave}, ${where}.`;
  return { description, anyOf: ruleSchemas(rule, severity) };
}
