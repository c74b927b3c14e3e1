import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportNamespaceWithout } from "../shared/namespaceObjects";

export default defineRule({
  id: "namespace-limit-range-missing",
  title: "Namespace without a limit range",
  on: "workspace",
  severity: "low",
  confidence: "medium",
  profiles: ["nsa", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.metadata.namespace", "resource.spec.limits"],
  messages: {
    namespace: 'no LimitRange of the manifests gives defaults to containers in the namespace "{namespace}"',
    object: '{resource} is in the namespace "{namespace}", for which the manifests have no LimitRange',
  },
  check: (subject, context) => reportNamespaceWithout("LimitRange", subject, context),
});

export const docs = {
  what: "The namespace has no LimitRange in the manifests. A container that states no requests and limits gets none, and may take all of its node.",
  why: "A single container with a leak, or with a miner in it, starves its neighbours on the node. They are throttled or killed for what another program did.",
  legitimate:
    "Where every workload states its own resources and something checks that, or where the platform adds the LimitRange.",
  how: "Add a LimitRange of type `Container` with `default` and `defaultRequest`, and with `max` where nobody needs more.",
  references: [
    { title: "Kubernetes: Limit ranges", url: "https://kubernetes.io/docs/concepts/policy/limit-range/" },
  ],
  frameworks: {
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["NSA 1.0 4.1"],
    mitre: ["T1496", "T1499"],
    cwe: ["CWE-400"],
  },
  peers: { trivy: ["KSV-0039"], kics: ["4a20ebac-1060-4c81-95d1-1f7f620e983b"] },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: LimitRange
metadata:
  name: shop
  namespace: shop
spec:
  limits:
    - type: Container
      default: { memory: 256Mi }
      defaultRequest: { cpu: 100m, memory: 128Mi }
`,
  },
} satisfies RuleDocs;
