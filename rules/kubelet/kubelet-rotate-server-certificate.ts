import { defineRule, type RuleDocs } from "../../engine/rule";
import { kubeletConfiguration, tlsBootstrapping } from "../shared/controlPlaneReferences";
import { checkServerRotationGate } from "../shared/featureGates";

export default defineRule({
  id: "kubelet-rotate-server-certificate",
  title: "Kubelet does not renew its serving certificate",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--feature-gates", "component.featureGates.RotateKubeletServerCertificate"],
  fix: "review",
  messages: { off: "feature gate {gate} is off" },
  check: checkServerRotationGate("kubelet"),
});

export const docs = {
  what: "Feature gate `RotateKubeletServerCertificate` is switched off, which is on by default since 1.12. Without it `serverTLSBootstrap` does nothing.",
  why: "The kubelet falls back to a certificate that it signs itself or that never changes, so that nobody can verify the node for long.",
  legitimate: "Where another tool renews the kubelet's serving certificate.",
  how: "Remove the gate or set it to true, and set `serverTLSBootstrap: true`.",
  references: [tlsBootstrapping, kubeletConfiguration],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["4.2.11"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0183"],
    trivy: ["KCV-0091"],
    kics: ["1c621b8e-2c6a-44f5-bd6a-fb0fb7ba33e2"],
    "kube-bench": ["cis-1.12/4.2.11", "cis-1.5/4.2.12"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  RotateKubeletServerCertificate: false
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
featureGates:
  RotateKubeletServerCertificate: true
`,
  },
} satisfies RuleDocs;
