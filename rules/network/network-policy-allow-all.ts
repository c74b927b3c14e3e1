import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { isAllowAll } from "../shared/networkPolicies";
import { networkPoliciesPage } from "../shared/networkReferences";

export default defineRule({
  id: "network-policy-allow-all",
  title: "Network policy that allows everything",
  on: "resource",
  kinds: ["NetworkPolicy"],
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.ingress", "resource.spec.egress", "resource.spec.policyTypes"],
  messages: {
    ingress: "{resource} allows traffic from everywhere to every port",
    namespaces: "{resource} allows traffic from every pod of every namespace",
    egress: "{resource} allows traffic to everywhere on every port",
  },
  check(resource, { report }) {
    const spec = resource.root.at("spec");
    const types = spec
      .at("policyTypes")
      .items()
      .map((type) => type.string());
    const counts = (type: string) => types.length === 0 || types.includes(type);
    const args = { resource: resource.label };
    if (counts("Ingress"))
      for (const rule of spec.at("ingress").items()) {
        const everyone = rule.at("from").items().find(isEveryPod);
        if (isAllowAll(rule, "from")) report({ at: rule, message: "ingress", args });
        // Open to the world on purpose where a port is named; open to every pod needs no port to be wrong.
        else if (everyone && rule.at("ports").items().length === 0)
          report({ at: everyone, message: "namespaces", args });
      }
    if (counts("Egress"))
      for (const rule of spec.at("egress").items())
        if (isAllowAll(rule, "to")) report({ at: rule, message: "egress", args, severity: "low" });
  },
});

/** An empty namespace selector without or with an empty pod selector. */
function isEveryPod(peer: Field): boolean {
  const selectors = ["namespaceSelector", "podSelector"].map((name) => peer.at(name));
  const [namespaces] = selectors;
  if (!namespaces?.isMap || peer.at("ipBlock").present) return false;
  return selectors.every(
    (selector) =>
      selector.at("matchLabels").entries().length === 0 &&
      selector.at("matchExpressions").items().length === 0,
  );
}

export const docs = {
  what: "The policy has a rule without peers and ports (`- {}`), or one that lets in every pod of every namespace. It selects pods and then allows all traffic to or from them.",
  why: "Policies add up: what one allows, no other can take back. A forgotten allow-all, often from a debugging session, undoes each careful policy for the same pods.",
  legitimate:
    "Pods that take traffic from everywhere, such as an ingress controller; name the ports then. An open egress rule beside strict ingress rules is common, and graded low.",
  how: "Say under `from` or `to` who may talk, by `podSelector` and `namespaceSelector`, and under `ports` on which ports.",
  references: [
    networkPoliciesPage,
    {
      title: "Kubernetes: Allow all ingress traffic",
      url: "https://kubernetes.io/docs/concepts/services-networking/network-policies/#allow-all-ingress-traffic",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    nsa: ["NSA 1.0 2.0"],
    cis: ["4.3.2", "5.3.2"],
    mitre: ["T1046"],
  },
  peers: {
    kubeaudit: ["netpols/AllowAllIngressNetworkPolicyExists", "netpols/AllowAllEgressNetworkPolicyExists"],
    trivy: ["KSV-0038"],
    kyverno: ["other/restrict-networkpolicy-empty-podselector"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: debug
  namespace: shop
spec:
  podSelector: {}
  ingress:
    - {}
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { app: web }
  ingress:
    - from:
        - podSelector:
            matchLabels: { app: gateway }
      ports:
        - port: 8080
`,
  },
} satisfies RuleDocs;
