import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, seconds } from "../shared/controlPlane";
import { kubeletConfiguration, kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-streaming-idle-timeout",
  title: "No timeout for idle sessions",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["component.--streaming-connection-idle-timeout", "component.streamingConnectionIdleTimeout"],
  fix: "review",
  messages: { set: "{flag} is {value}, which means that idle sessions never end" },
  check: checkFlag({
    component: "kubelet",
    flag: "streaming-connection-idle-timeout",
    byDefault: "4h",
    fine: (value) => seconds(value) !== 0,
    fix: "5m",
  }),
});

export const docs = {
  what: "`streamingConnectionIdleTimeout` is 0: sessions of `exec`, `attach` and `port-forward` stay open however long nothing happens. (A configuration file with 0 gets the default of four hours; the flag really means never.)",
  why: "Forgotten sessions keep a shell in a container open for whoever finds the terminal, and enough of them exhaust connections and ports of the node.",
  legitimate: "Long sessions that stay silent for hours; raise the limit instead of taking it away.",
  how: "Leave the setting out (four hours) or choose a limit such as `5m`.",
  references: [kubeletConfiguration, kubeletFlags],
  frameworks: {
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["4.2.5"],
    mitre: ["T1499"],
    cwe: ["CWE-754"],
  },
  peers: {
    kubescape: ["C-0176"],
    trivy: ["KCV-0085"],
    checkov: ["CKV_K8S_143"],
    kics: ["ed89b97d-04e9-4fd4-919f-ee5b27e555e9"],
    "kube-bench": ["cis-1.12/4.2.5"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
streamingConnectionIdleTimeout: 0s
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
streamingConnectionIdleTimeout: 5m
`,
  },
} satisfies RuleDocs;
