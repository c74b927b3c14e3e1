import { defineRule, type RuleDocs } from "../../engine/rule";
import { defaultDenyFix } from "../shared/defaultDeny";
import { policiesIn } from "../shared/networkPolicies";
import { defaultPolicies, networkPoliciesPage } from "../shared/networkReferences";
import { isSystemNamespace } from "../shared/workloads";

export default defineRule({
  id: "network-policy-no-default-deny",
  title: "No default-deny network policy",
  on: "workspace",
  kinds: ["Namespace"],
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.podSelector", "resource.spec.policyTypes"],
  coveredBy: ["network-policy-missing-for-namespace"],
  fix: "review",
  messages: {
    ingress: 'no network policy denies ingress by default in the namespace "{namespace}"',
    egress: 'no network policy denies egress by default in the namespace "{namespace}"',
    both: 'no network policy denies ingress or egress by default in the namespace "{namespace}"',
  },
  check({ object, workspace }, { report }) {
    const { name } = object.reference;
    if (name === null || isSystemNamespace(name)) return;
    const wide = policiesIn(workspace, name).filter(({ everyPod }) => everyPod);
    const denies = (direction: "ingress" | "egress") =>
      wide.some((policy) => policy[direction] === "isolated") &&
      !wide.some((policy) => policy[direction] === "open");
    const ingress = denies("ingress");
    const egress = denies("egress");
    if (ingress && egress) return;
    report({
      at: object.root.at("spec", "networkPolicy"),
      place: object.place,
      message: ingress ? "egress" : egress ? "ingress" : "both",
      args: { namespace: name },
      missing: true,
      fix: () =>
        defaultDenyFix(object, name, workspace, [
          ...(ingress ? [] : (["Ingress"] as const)),
          ...(egress ? [] : (["Egress"] as const)),
        ]),
    });
  },
});

export const docs = {
  what: "No policy of this namespace selects all of its pods and denies what is not allowed. A pod that no other policy selects is open, for traffic to it or from it.",
  why: "The next workload that somebody adds starts unprotected, and nobody notices. Without a default for egress, a program that was taken over can call its master's server and carry data out.",
  legitimate:
    "Namespaces whose policies are made by a controller as workloads come and go, or a default that an administrator keeps for the whole cluster.",
  how: "Add one policy with an empty `podSelector`, `policyTypes: [Ingress, Egress]` and no rules. Then allow what is needed: DNS comes first, since most programs fail without it.",
  references: [defaultPolicies, networkPoliciesPage],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1046", "T1048"],
  },
  peers: {
    kubeaudit: [
      "netpols/MissingDefaultDenyIngressAndEgressNetworkPolicy",
      "netpols/MissingDefaultDenyIngressNetworkPolicy",
      "netpols/MissingDefaultDenyEgressNetworkPolicy",
    ],
  },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-ingress
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`,
    fixed: `apiVersion: v1
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
    - Egress
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: deny-ingress
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress]
`,
  },
} satisfies RuleDocs;
