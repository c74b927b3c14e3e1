import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-iptables-util-chains",
  title: "Kubelet does not keep its iptables chains",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--make-iptables-util-chains", "component.makeIPTablesUtilChains"],
  fix: "review",
  messages: { set: "the kubelet does not keep its iptables chains: {flag} is {value}" },
  check: checkFlag({
    component: "kubelet",
    flag: "make-iptables-util-chains",
    byDefault: "true",
    fine: (value) => !isFalse(value),
    fix: "true",
  }),
});

export const docs = {
  what: "`makeIPTablesUtilChains: false` keeps the kubelet from making the iptables chains that other components hook into. It is on by default.",
  why: "Rules that drop martian packets (CVE-2020-8558: services on the node's loopback address reached from outside) are missing, and node and pod network settings drift apart.",
  legitimate: "Nodes without iptables, such as those that use nftables alone.",
  how: "Remove the setting or set it to true.",
  references: [
    kubeletConfiguration,
    { title: "CVE-2020-8558", url: "https://github.com/kubernetes/kubernetes/issues/92315" },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["4.2.6"], cwe: ["CWE-924"] },
  peers: {
    kubescape: ["C-0178"],
    trivy: ["KCV-0084"],
    checkov: ["CKV_K8S_145"],
    kics: ["5f89001f-6dd9-49ff-9b15-d8cd71b617f4"],
    "kube-bench": ["cis-1.12/4.2.6"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
makeIPTablesUtilChains: false
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
makeIPTablesUtilChains: true
`,
  },
} satisfies RuleDocs;
