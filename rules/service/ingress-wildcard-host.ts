import { defineRule, type RuleDocs } from "../../engine/rule";
import { ingressPage } from "../shared/serviceReferences";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "ingress-wildcard-host",
  title: "Ingress with a wildcard host",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.rules.*.host"],
  messages: { wildcard: '{resource} takes the requests for every name under "{host}"' },
  check({ root, label }, context) {
    for (const rule of root.at("spec", "rules").items()) {
      const at = rule.at("host");
      const host = decidedText(at, context);
      if (host?.includes("*")) context.report({ at, message: "wildcard", args: { resource: label, host } });
    }
  },
});

export const docs = {
  what: "The host is `*` or begins with `*.`: the Ingress gets every request for a name under that domain that no other Ingress claims.",
  why: "Names that nobody thought of are served too: those of other teams that are not deployed yet, and those that DNS still sends here. Whoever controls this backend gets their cookies and logins, and can put a page of their own under a name that people trust.",
  legitimate:
    "Programs that give each customer a name of their own under one domain. Use a domain for that alone, which shares no cookies with anything else.",
  how: "List the names, one rule each.",
  references: [
    {
      title: "Kubernetes: Hostname wildcards",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards",
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
    gatekeeper: ["general/block-wildcard-ingress"],
    kyverno: ["other/restrict-ingress-wildcard"],
    datree: ["INGRESS_INCORRECT_HOST_VALUE_PERMISSIVE"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: "*.example.com"
      http: { paths: [] }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http: { paths: [] }
`,
  },
} satisfies RuleDocs;
