import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { matchesPattern, optionTexts } from "../shared/options";

export default defineRule({
  id: "environment-variable-policy",
  title: "Environment variable against the policy",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["container.env", "container.env.*.name", "container.env.*.value"],
  options: {
    forbidden: {
      type: "texts",
      description: "Variables that must not be set: NAME, or NAME=value; * stands for any text",
    },
    required: { type: "texts", description: "Variables that every container must set: NAME, or NAME=value" },
  },
  messages: {
    forbidden: 'container "{container}" sets {name}, which the policy "{policy}" forbids',
    missing: 'container "{container}" lacks {name}, which the policy "{policy}" asks for',
    other: 'container "{container}" sets {name} otherwise than the policy "{policy}" asks',
  },
  check({ name: container, field }, { options, report, undecided }) {
    const variables = field.at("env").items();
    for (const policy of optionTexts(options, "forbidden") ?? [])
      for (const variable of variables) {
        const { name, value } = partsOf(policy);
        const written = variable.at("name").string() ?? "";
        if (!matchesPattern(written, name)) continue;
        const at = variable.at("value");
        if (value !== undefined && at.undecided) undecided(at);
        else if (value === undefined || isValue(at, value))
          report({
            at: at.present ? at : variable.at("name"),
            message: "forbidden",
            args: { container, name: written, policy },
          });
      }
    for (const policy of optionTexts(options, "required") ?? []) {
      const { name, value } = partsOf(policy);
      const variable = variables.find((one) => matchesPattern(one.at("name").string() ?? "", name));
      const at = variable?.at("value");
      const args = { container, name, policy };
      if (!variable || !at) {
        // What is loaded as a whole may hold it.
        if (field.at("envFrom").items().length === 0)
          report({ at: field.at("env"), place: field.at("name"), missing: true, message: "missing", args });
      } else if (value !== undefined && at.undecided) undecided(at);
      else if (value !== undefined && !isValue(at, value))
        report({ at: at.present ? at : variable.at("name"), message: "other", args });
    }
  },
});

/** `NAME=value` -> name and value; a name alone stands for any value. */
function partsOf(policy: string): { name: string; value: string | undefined } {
  const equals = policy.indexOf("=");
  return equals < 0
    ? { name: policy, value: undefined }
    : { name: policy.slice(0, equals), value: policy.slice(equals + 1) };
}

/** A value from a Secret or a ConfigMap is none that a policy can name. */
function isValue(at: Field, pattern: string): boolean {
  const text = at.text();
  return text !== undefined && matchesPattern(text, pattern);
}

export const docs = {
  what: "The container sets an environment variable that your organisation forbids, or lacks one that it asks for.",
  why: "Variables switch programs into debug modes, off proxies that inspect traffic, or to libraries of somebody's choice (`LD_PRELOAD`, `NODE_OPTIONS`, `JAVA_TOOL_OPTIONS`). Required ones carry the settings that make a program log and encrypt as agreed.",
  legitimate: "Exceptions for single workloads, written down in the configuration with their reason.",
  how: "Change the variable. The rule is silent until `forbidden` or `required` says something; never write a secret into those lists, they are shown in messages.",
  references: [
    {
      title: "Kubernetes: Define environment variables for a container",
      url: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { kyverno: ["other/check-env-vars"] },
  examples: {
    options: { forbidden: ["LD_PRELOAD"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: LD_PRELOAD
          value: /opt/trace.so
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: LD_LIBRARY_PATH
          value: /opt/lib
`,
  },
} satisfies RuleDocs;
