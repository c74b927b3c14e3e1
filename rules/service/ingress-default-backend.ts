import { defineRule, type RuleDocs } from "../../engine/rule";
import { ingressPage } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-default-backend",
  title: "Ingress that takes what nobody else wants",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["resource.spec.defaultBackend", "resource.spec.backend"],
  messages: { everything: "{resource} takes every request that no rule matches" },
  check({ root, label, version }, { report }) {
    // The name it had in `extensions/v1beta1` and `networking.k8s.io/v1beta1`.
    const at = root.at("spec", version === "v1" ? "defaultBackend" : "backend");
    if (at.isMap) report({ at, message: "everything", args: { resource: label } });
  },
});

export const docs = {
  what: "`defaultBackend` (`backend` before `networking.k8s.io/v1`) gets the requests for all hosts and paths that no rule of the Ingress matches.",
  why: "A mistake in a rule, or a host that was removed, does not lead to an error but to this program: it is reached under names and paths that nobody meant to publish. Shared controllers hand it the stray requests of other teams, with their cookies.",
  legitimate:
    "A backend that only says 404, and clusters in which a cloud makes one load balancer per Ingress. Those serve nobody else's names.",
  how: "Write rules with hosts and paths for what is to be published, remove `defaultBackend`, and leave unmatched requests to the controller's own error page.",
  references: [
    {
      title: "Kubernetes: DefaultBackend",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend",
    },
    ingressPage,
  ],
  frameworks: { hipaa: ["164.312(a)(1)", "164.312(e)(1)"], "owasp-2022": ["K09"], "owasp-2025": ["K06"] },
  peers: { kyverno: ["other/restrict-ingress-defaultbackend"] },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  defaultBackend:
    service:
      name: shop-admin
      port:
        number: 80
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
            backend: { service: { name: shop, port: { number: 80 } } }
`,
  },
} satisfies RuleDocs;
