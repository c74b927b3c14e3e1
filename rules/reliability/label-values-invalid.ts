import { podPlaces } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { labelsAndSelectors } from "../shared/reliabilityReferences";

/** Kinds whose name is only kept from breaking a path: `IsValidPathSegmentName`. */
const freeNames = new Set([
  "Role",
  "ClusterRole",
  "RoleBinding",
  "ClusterRoleBinding",
  "APIService",
  "Event",
]);
/** Kinds whose name is one DNS label of at most 63 characters. */
const shortNames = new Set(["Namespace", "Service"]);

export default defineRule({
  id: "label-values-invalid",
  title: "Invalid label or name",
  on: "resource",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["resource.metadata.labels", "resource.metadata.name"],
  messages: {
    type: 'the label "{key}" is not text but a number or a truth value',
    value: 'the value of the label "{key}" {problem}',
    key: 'the label key "{key}" {problem}',
    name: 'the name "{name}" {problem}',
    unnamed: "{kind} has no name",
  },
  check(resource, context) {
    const { metadata, kind } = resource;
    checkName(metadata, kind, context);
    const places = [metadata, ...podPlaces(resource).map((pod) => pod.metadata)];
    for (const place of new Set(places))
      for (const label of place.at("labels").entries()) checkLabel(label, context);
  },
});

function checkName(metadata: Field, kind: string, { report, undecided }: RuleContext): void {
  const at = metadata.at("name");
  if (at.undecided) {
    undecided(at);
    return;
  }
  // What a template puts there can look like a mapping.
  if (at.isMap) return;
  const name = at.text();
  if (name === undefined || name === "") {
    if (!metadata.at("generateName").present)
      report({ at, place: metadata, message: "unnamed", args: { kind }, missing: true });
    return;
  }
  const problem = freeNames.has(kind) ? problemOfSegment(name) : problemOfName(name, shortNames.has(kind));
  if (problem) report({ at, message: "name", args: { name, problem } });
}

function checkLabel(at: Field, { report, undecided }: RuleContext): void {
  const key = String(at.key);
  // A key that a template fills in.
  if (key === "" || key.includes("{{") || key.includes("${")) return;
  const problem = problemOfKey(key);
  if (problem) report({ at, mark: "key", message: "key", args: { key, problem } });
  if (at.undecided) {
    undecided(at);
    return;
  }
  const value = at.string();
  if (value === undefined) {
    if (at.text() !== undefined) report({ at, message: "type", args: { key } });
    return;
  }
  const fault = problemOfValue(value);
  if (fault) report({ at, message: "value", args: { key, problem: fault } });
}

/** k8s.io/apimachinery/pkg/util/validation, `IsValidLabelValue`. */
function problemOfValue(value: string): string | undefined {
  if (value.length > 63) return "is longer than 63 characters";
  return value === "" || /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(value)
    ? undefined
    : "has to start and end with a letter or digit, with -, _ and . between";
}

/** `IsQualifiedName`: a label value that is not empty, behind an optional DNS name. */
function problemOfKey(key: string): string | undefined {
  const parts = key.split("/");
  const name = parts.pop() ?? "";
  if (parts.length > 1) return "has more than one slash";
  const [prefix] = parts;
  if (prefix !== undefined && problemOfName(prefix, false)) return "has a prefix that is no DNS name";
  return name === "" ? "ends in a slash" : problemOfValue(name);
}

/** `IsDNS1123Subdomain`, or `IsDNS1123Label`. */
function problemOfName(name: string, single: boolean): string | undefined {
  const most = single ? 63 : 253;
  if (name.length > most) return `is longer than ${most} characters`;
  if (single && name.includes(".")) return "has a dot";
  return name.split(".").every((label) => /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label))
    ? undefined
    : "has other characters than a-z, 0-9, - and ., or starts or ends with one of these";
}

function problemOfSegment(name: string): string | undefined {
  if (name === "." || name === "..") return "is part of a path";
  return /[/%]/.test(name) ? "has a slash or a percent sign" : undefined;
}

export const docs = {
  what: "A label or the name of the object breaks Kubernetes' rules, a label is a number or a truth value instead of text, or the object has no name.",
  why: "The API server refuses the whole object. With `version: 1.0` or `enabled: true` under `labels` the message is hard to read (it cannot decode the object), and in a pipeline that applies many files the rest may already be in the cluster.",
  legitimate: "None for what is applied as it stands. Files that a tool completes first may lack a name.",
  how: "Label values have at most 63 letters, digits, `-`, `_` and `.`, and start and end with a letter or digit. Put quotes around numbers, `yes`, `on`, `true` and their like. Names are lower-case.",
  references: [
    labelsAndSelectors,
    {
      title: "Kubernetes: Object names and IDs",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
    },
  ],
  frameworks: { cwe: ["CWE-710"] },
  peers: {
    "kube-score": ["label-values"],
    kics: ["1123031a-f921-4c5b-bd86-ef354ecfd37a"],
    datree: ["WORKLOAD_INVALID_LABELS_VALUE", "RESOURCE_MISSING_NAME"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    version: 1.10
spec:
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    version: "1.10"
spec:
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
