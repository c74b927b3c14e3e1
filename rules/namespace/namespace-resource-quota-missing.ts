import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportNamespaceWithout } from "../shared/namespaceObjects";

export default defineRule({
  id: "namespace-resource-quota-missing",
  title: "Namespace without a resource quota",
  on: "workspace",
  severity: "low",
  confidence: "medium",
  profiles: ["nsa", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.metadata.namespace", "resource.spec.hard"],
  messages: {
    namespace: 'no ResourceQuota of the manifests limits the namespace "{namespace}"',
    object: '{resource} is in the namespace "{namespace}", which no ResourceQuota of the manifests limits',
  },
  check: (subject, context) => reportNamespaceWithout("ResourceQuota", subject, context),
});

export const docs = {
  what: "Nothing in the manifests limits what all objects of this namespace together may take: CPU, memory, volumes, or the number of pods and Services.",
  why: "One program that runs wild, or one stolen credential that starts a thousand pods to mine coins, takes the nodes from everybody else. A quota stops it at the border of its namespace.",
  legitimate: "Clusters of one team, or where the platform adds a quota to each namespace it makes.",
  how: "Add a ResourceQuota to the namespace with `requests.cpu`, `requests.memory`, `limits.memory` and `pods`. Pods without requests are refused from then on, so add a LimitRange with defaults too.",
  references: [
    {
      title: "Kubernetes: Resource quotas",
      url: "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
    },
  ],
  frameworks: {
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["NSA 1.0 4.0"],
    mitre: ["T1496", "T1499"],
    cwe: ["CWE-400"],
  },
  peers: {
    trivy: ["KSV-0040"],
    kics: ["48a5beba-e4c0-4584-a2aa-e6894e4cf424"],
    kyverno: ["best-practices/add-ns-quota"],
  },
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
kind: ResourceQuota
metadata:
  name: shop
  namespace: shop
spec:
  hard:
    requests.cpu: "4"
    requests.memory: 8Gi
    pods: "40"
`,
  },
} satisfies RuleDocs;
