import { defineRule, type RuleDocs } from "../../engine/rule";
import { hasExceptions, isEveryAddress } from "../shared/ipBlocks";
import { networkPoliciesPage } from "../shared/networkReferences";

export default defineRule({
  id: "network-policy-open-ip-block",
  title: "Network policy open to every address",
  on: "resource",
  kinds: ["NetworkPolicy"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.ingress.*.from.*.ipBlock", "resource.spec.egress.*.to.*.ipBlock"],
  messages: {
    ingress: "{resource} lets in every address ({cidr})",
    egress: "{resource} lets its pods connect to every address ({cidr})",
  },
  check(resource, { report }) {
    for (const [rules, peers] of [
      ["ingress", "from"],
      ["egress", "to"],
    ] as const)
      for (const rule of resource.root.at("spec", rules).items())
        for (const peer of rule.at(peers).items()) {
          const block = peer.at("ipBlock");
          if (!isEveryAddress(block) || hasExceptions(block)) continue;
          report({
            at: block.at("cidr"),
            message: rules,
            args: { resource: resource.label, cidr: block.at("cidr").text() ?? "" },
            ...(rules === "egress" ? { severity: "low" as const } : {}),
          });
        }
  },
});

export const docs = {
  what: "An `ipBlock` of the policy is `0.0.0.0/0` or `::/0` without exceptions: all addresses of the internet and of your own networks, pods and nodes included.",
  why: "For ingress the rule lets in whoever finds the port. For egress a program that was taken over can reach the metadata service of the cloud and internal networks, and carry data out to any server.",
  legitimate:
    "Pods that serve the public directly, and programs that must reach arbitrary hosts, such as a crawler. Leave out your own networks and 169.254.169.254 with `except`; the rule is then silent.",
  how: "Name the networks that are needed, or add `except` with the private ranges and the metadata address. Callers inside the cluster are better named by `podSelector` and `namespaceSelector`.",
  references: [
    networkPoliciesPage,
    {
      title: "Kubernetes API: NetworkPolicy, IPBlock",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1046", "T1048"],
    cwe: ["CWE-668"],
  },
  peers: {},
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: { app: web }
  ingress:
    - from:
        - ipBlock:
            cidr: 0.0.0.0/0
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels: { app: web }
  ingress:
    - from:
        - ipBlock:
            cidr: 198.51.100.0/24
`,
  },
} satisfies RuleDocs;
