import { fieldsOf, securityFields } from "../../engine/kubernetes/podFields";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { resolvePlain } from "../../engine/yaml/scalar";

export default defineRule({
  id: "security-field-wrong-type",
  title: "Security field with a value of the wrong type",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["pod.securityContext.*", "container.securityContext.*"],
  fix: "safe",
  messages: {
    quoted: '"{field}" is a text here: Kubernetes wants {type} and refuses the manifest',
  },
  check(pod, { report }) {
    for (const { field, type } of pod.typedMaps) {
      const types = fieldsOf(type) ?? {};
      for (const name of securityFields[type] ?? []) {
        const wanted = types[name];
        const at = field.at(name);
        const meant = wanted && meantValue(at, wanted);
        if (meant === undefined || meant === "") continue;
        report({
          at,
          message: "quoted",
          args: { field: name, type: wanted === "boolean" ? "true or false" : "a number" },
          fix: () => ({ title: "Remove the quotes", safety: "safe", edits: [set(at, meant)] }),
        });
      }
    }
  },
});

/** What a quoted value was meant to be; `undefined` where the value is of the right type or no such value at all. */
function meantValue(at: Field, wanted: string): boolean | number | undefined {
  if (wanted !== "boolean" && wanted !== "number") return undefined;
  const text = at.string();
  if (text === undefined) return undefined;
  const value = resolvePlain(text.trim());
  return typeof value === wanted && typeof value !== "string" && typeof value !== "bigint" && value !== null
    ? value
    : undefined;
}

export const docs = {
  what: 'The value of a security setting is a quoted text where Kubernetes wants `true`, `false` or a number: `runAsNonRoot: "true"`.',
  why: "The API server refuses the whole object, so the hardened version never reaches the cluster, and the unhardened one keeps running. Tools that are less strict read it as they like: some take it for set, some for unset.",
  legitimate: "Never: Kubernetes does not accept it.",
  how: "Write the value without quotes.",
  references: [
    {
      title: "Kubernetes: SecurityContext",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1",
    },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsNonRoot: "true"
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsNonRoot: true
`,
  },
} satisfies RuleDocs;
