import { defineRule, type RuleDocs } from "../../engine/rule";
import { networkPoliciesPage } from "../shared/networkReferences";

export default defineRule({
  id: "cni-without-network-policy",
  title: "Network plugin without network policies",
  on: "resource",
  kinds: ["ConfigMap"],
  severity: "medium",
  confidence: "medium",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.data.*"],
  messages: { flannel: "{resource} sets up Flannel, which ignores network policies" },
  check(resource, { report }) {
    const data = resource.root.at("data");
    const net = data.at("net-conf.json");
    for (const entry of data.entries()) {
      const text = entry.string();
      if (!/^cni-conf\.json$|\.conflist$|\.conf$/.test(String(entry.key)) || text === undefined) continue;
      const plugins = pluginTypes(text);
      // Canal is Flannel's network with Calico's policies; newer Flannel can run a controller of its own.
      if (!plugins.includes("flannel") || plugins.some((type) => enforcing.has(type))) continue;
      if (/"EnableNetworkPolicy"|"netpol"\s*:\s*true/.test(net.string() ?? "")) continue;
      report({ at: entry, message: "flannel", args: { resource: resource.label } });
    }
  },
});

const enforcing = new Set(["calico", "cilium-cni", "antrea", "kube-router", "weave-net"]);

/** The values of `"type"` in a CNI configuration. */
function pluginTypes(text: string): string[] {
  return [...text.slice(0, 20000).matchAll(/"type"\s*:\s*"([^"\n]{1,60})"/g)].map((match) => match[1] ?? "");
}

export const docs = {
  what: "The ConfigMap configures Flannel as the only network plugin of the nodes. Flannel connects pods and does not enforce NetworkPolicy objects.",
  why: "Policies can be applied without an error and have no effect at all. Everybody believes the pods to be isolated, and an attacker in any of them reaches all the others.",
  legitimate:
    "A cluster of one team without untrusted programs, or one where another component (kube-router, the policy controller of Flannel) enforces the policies.",
  how: "Use a plugin that enforces policies (Calico, Cilium, Antrea), or add one that does so beside Flannel.",
  references: [
    networkPoliciesPage,
    {
      title: "Kubernetes: Installing a network policy provider",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/network-policy-provider/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    cis: ["5.3.1"],
    mitre: ["T1046"],
    cwe: ["CWE-923"],
  },
  peers: {
    kubescape: ["C-0205"],
    kics: ["03aabc8c-35d6-481e-9c85-20139cf72d23"],
    "kube-bench": ["cis-1.12/5.3.1", "cis-1.20/5.3.1"],
  },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: kube-flannel-cfg
  namespace: kube-flannel
data:
  cni-conf.json: |
    { "name": "cbr0", "plugins": [{ "type": "flannel" }, { "type": "portmap" }] }
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: canal-config
  namespace: kube-system
data:
  cni-conf.json: |
    { "name": "canal", "plugins": [{ "type": "flannel" }, { "type": "calico" }] }
`,
  },
} satisfies RuleDocs;
