import { defineRule, type RuleDocs } from "../../engine/rule";
import { ingressPage } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-empty-host",
  title: "Ingress rule for every host",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.rules.*.host"],
  messages: { everyHost: "{resource} has a rule without a host, which takes the requests for every name" },
  check({ root, label }, { report }) {
    for (const rule of root.at("spec", "rules").items()) {
      const at = rule.at("host");
      // A rule that is a template's expression is no rule yet.
      if (!rule.isMap || at.string() || at.undecided) continue;
      report({ at, place: rule, message: "everyHost", args: { resource: label }, missing: !at.present });
    }
  },
});

export const docs = {
  what: "A rule of the Ingress names no `host`, so that its paths are served under every name that reaches the controller and that no other rule claims.",
  why: "The program answers under names that are not its own: the bare address, and every domain that somebody points here. That is how an attacker's domain shows your login page, and how internal paths such as `/admin` turn up on the public site of another team.",
  legitimate: "A cluster for one program, and load balancers that are made for one Ingress each (AWS, GCE).",
  how: "Name the host in each rule.",
  references: [
    {
      title: "Kubernetes: Ingress rules",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules",
    },
    ingressPage,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1557"],
  },
  peers: {
    kyverno: ["best-practices/disallow-empty-ingress-host"],
    "azure-policy": ["RequireIngressHost"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: shop, port: { name: http } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: shop, port: { name: http } } }
`,
  },
} satisfies RuleDocs;
