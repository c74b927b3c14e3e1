import { defineRule, type RuleDocs } from "../../engine/rule";
import { defaultDenyFix } from "../shared/defaultDeny";
import { policiesIn } from "../shared/networkPolicies";
import { defaultPolicies, networkPoliciesPage } from "../shared/networkReferences";
import { isSystemNamespace } from "../shared/workloads";

export default defineRule({
  id: "network-policy-missing-for-namespace",
  title: "Namespace without network policies",
  on: "workspace",
  kinds: ["Namespace"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.name"],
  fix: "review",
  messages: { none: 'no network policy of the manifests is for the namespace "{namespace}"' },
  check({ object, workspace }, { report }) {
    const { name } = object.reference;
    if (name === null || isSystemNamespace(name) || policiesIn(workspace, name).length > 0) return;
    report({
      at: object.root.at("spec", "networkPolicy"),
      place: object.place,
      message: "none",
      args: { namespace: name },
      missing: true,
      fix: () => defaultDenyFix(object, name, workspace, ["Ingress", "Egress"]),
    });
  },
});

export const docs = {
  what: "The manifests make this namespace and put no NetworkPolicy into it. All its pods can then be reached from every other namespace, and can connect to anything.",
  why: "A namespace looks like a border, and for the network it is none. An attacker in a test namespace connects to the production one next to it as if they were the same.",
  legitimate:
    "Where the platform adds policies to each new namespace, or a policy for the whole cluster comes from elsewhere. Namespaces of the cluster itself are not reported.",
  how: "Add a NetworkPolicy to the namespace that selects all pods and denies by default, then one for each connection that is needed.",
  references: [
    defaultPolicies,
    networkPoliciesPage,
    { title: "CIS Kubernetes Benchmark, 5.3.2", url: "https://www.cisecurity.org/benchmark/kubernetes" },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    nsa: ["C-0054"],
    cis: ["5.3.2"],
    mitre: ["T1046", "T1210"],
  },
  peers: {
    kubescape: ["C-0049", "C-0054", "C-0206"],
    kyverno: [
      "best-practices/add-networkpolicy",
      "best-practices/add-networkpolicy-dns",
      "other/generate-networkpolicy-existing",
    ],
    "kube-bench": ["cis-1.12/5.3.2", "cis-1.20/5.3.2"],
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
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
    - Egress
`,
  },
} satisfies RuleDocs;
