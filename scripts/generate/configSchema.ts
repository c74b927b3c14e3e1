import { newestMinor } from "../../engine/kubernetes/version";
import { profileChoices } from "../../engine/profile";
import type { Rule } from "../../engine/rule";
import { profileDescriptions } from "./packageJson";
import { ruleSchemas, severitySchema } from "./ruleSchema";

const severity = { $ref: "#/definitions/severity" };

/** The JSON schema of kubehint.yaml, for completion and hover in editors: docs/config.schema.json. */
export function configSchema(rules: readonly Rule[]): string {
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
    },
    additionalProperties: false,
    definitions: {
      severity: severitySchema,
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
