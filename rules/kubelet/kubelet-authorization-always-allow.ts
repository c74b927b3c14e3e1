import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag } from "../shared/controlPlane";
import { kubeletAccess, kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-authorization-always-allow",
  title: "Kubelet allows every request",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--authorization-mode", "component.authorization.mode"],
  fix: "review",
  messages: {
    set: "the kubelet allows every request: {flag} is {value}",
    missing: "the kubelet allows every request: {flag} is not set, which means AlwaysAllow",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "authorization-mode",
    // The flag's default; a configuration's is Webhook.
    byDefault: "AlwaysAllow",
    fine: (value) => !value.split(",").includes("AlwaysAllow"),
    fix: "Webhook",
  }),
});

export const docs = {
  what: "Authorization mode `AlwaysAllow` lets everybody who is authenticated do everything on port 10250. That is the default on a command line without `--config`; in a `KubeletConfiguration` the default is `Webhook`.",
  why: "Any certificate that the cluster's CA has signed is enough to run commands in every pod of the node and to read their secrets.",
  legitimate: "Never: `Webhook` asks the API server, with the same roles as everywhere.",
  how: "Set `authorization.mode: Webhook` (or `--authorization-mode=Webhook`).",
  references: [kubeletAccess, kubeletConfiguration],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["4.2.2"],
    mitre: ["T1609"],
  },
  peers: {
    kubescape: ["C-0173"],
    trivy: ["KCV-0080"],
    checkov: ["CKV_K8S_139"],
    "kube-bench": ["cis-1.12/4.2.2"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: AlwaysAllow
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authorization:
  mode: Webhook
`,
  },
} satisfies RuleDocs;
