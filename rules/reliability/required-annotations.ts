import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";
import { faultyKeys, kindsOption } from "../shared/requiredKeys";

export default defineRule({
  id: "required-annotations",
  title: "Required annotation missing, or forbidden one present",
  on: "resource",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.metadata.annotations"],
  options: {
    annotations: {
      type: "texts",
      description:
        "Annotations that objects must have, `contact`, or `contact=*@example.com` with a pattern of the value.",
    },
    forbidden: {
      type: "texts",
      description: "Annotations that objects must not have; `*` stands for any text.",
    },
    kinds: kindsOption,
  },
  messages: {
    missing: '{resource} lacks the annotation "{key}"',
    value: '{resource} has an annotation "{key}" that is not of the form "{pattern}"',
    forbidden: '{resource} has the annotation "{key}", which is forbidden',
  },
  check(resource, context) {
    const annotations = resource.metadata.at("annotations");
    const { label } = resource;
    for (const { at, key, pattern } of faultyKeys(resource, annotations, "annotations", context))
      context.report({
        at,
        place: annotations.present ? annotations : resource.metadata,
        message: pattern === undefined ? "missing" : "value",
        args: { resource: label, key, pattern: pattern ?? "" },
        missing: pattern === undefined,
      });
    const forbidden = optionTexts(context.options, "forbidden");
    if (!forbidden) return;
    for (const at of annotations.entries()) {
      const key = String(at.key);
      if (matchesAny(key, forbidden))
        context.report({ at, mark: "key", message: "forbidden", args: { resource: label, key } });
    }
  },
});

export const docs = {
  what: "The object lacks an annotation that your organisation asks for, or has one that it forbids. Without the options `annotations` and `forbidden` the rule says nothing.",
  why: "Annotations steer controllers: one asks for a public load balancer, another passes text into the configuration of a proxy. A list of what must and must not be there keeps such switches under review, and a contact on each object shortens the search for its owner.",
  legitimate:
    "A forbidden annotation that was agreed on for one object: suppress the finding there, with who agreed.",
  how: "Add or remove the annotation under `metadata.annotations`, or adapt the options in `kubehint.yaml`.",
  references: [
    {
      title: "Kubernetes: Annotations",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/",
    },
  ],
  frameworks: {},
  peers: {
    "kube-linter": ["required-annotation-email"],
    kyverno: [
      "other/require-annotations",
      "other/allowed-annotations",
      "other/restrict-annotations",
      "other/pod-lifetime",
    ],
    gatekeeper: ["general/requiredannotations"],
    "azure-policy": ["EnforceResourceAnnotation"],
  },
  examples: {
    options: { annotations: ["contact=*@example.com"] },
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    contact: ask around
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations:
    contact: shop@example.com
`,
  },
} satisfies RuleDocs;
