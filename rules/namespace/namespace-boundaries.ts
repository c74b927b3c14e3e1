import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "namespace-boundaries",
  title: "Namespace to be reviewed",
  on: "resource",
  kinds: ["Namespace"],
  severity: "info",
  confidence: "low",
  // An inventory, of interest to those who ask for everything.
  profiles: [],
  fields: ["resource.metadata.name"],
  messages: { namespace: "{resource} is a boundary: who and what belongs into it" },
  check(resource, { report }) {
    report({ at: resource.metadata.at("name"), message: "namespace", args: { resource: resource.label } });
  },
});

export const docs = {
  what: "An inventory of namespaces, for reviews. It says nothing about whether this one is good or bad, and speaks in profile `all` only.",
  why: "Roles, quotas, network policies and Pod Security levels all stop at the namespace. Programs of different teams or of different trust in one namespace share them, so that a flaw in one opens the others.",
  legitimate: "Every namespace that was made for one team or one program.",
  how: "Ask of each namespace who may deploy there and which programs have to trust each other. Split it where the answers differ.",
  references: [
    {
      title: "Kubernetes: Multi-tenancy",
      url: "https://kubernetes.io/docs/concepts/security/multi-tenancy/",
    },
  ],
  frameworks: { cwe: ["CWE-284"] },
  peers: {
    kubescape: ["C-0209"],
    kics: ["e84eaf4d-2f45-47b2-abe8-e581b06deb66"],
    "kube-bench": ["cis-1.12/5.6.1"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: shop
  namespace: shop
`,
  },
} satisfies RuleDocs;
