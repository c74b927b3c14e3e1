import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkCipherSuites } from "../shared/controlPlaneLists";
import { kubeletConfiguration, kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-tls-cipher-suites",
  title: "Weak cipher suites at the kubelet",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--tls-cipher-suites", "component.tlsCipherSuites"],
  fix: "review",
  messages: {
    weak: "the kubelet offers the weak cipher suite {suite}",
    missing: "the kubelet leaves its cipher suites to Go's defaults",
  },
  check: checkCipherSuites("kubelet", { required: true }),
});

export const docs = {
  what: "`tlsCipherSuites` is missing or names a suite that Kubernetes does not list as preferred: without forward secrecy, with RC4, 3DES or a weak mode. Missing, Go's defaults apply, which are good since Kubernetes 1.30 and include weak suites before.",
  why: "Who records traffic with the node can read it later once its key leaks, or break a weak cipher in time: logs and `exec` sessions are in it.",
  legitimate:
    "Old clients that know nothing better. From TLS 1.3 on the suites cannot be chosen at all and are strong.",
  how: "List only ECDHE suites with AES-GCM or ChaCha20-Poly1305.",
  references: [kubeletConfiguration, kubeletFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["4.2.12"],
    mitre: ["T1040"],
  },
  peers: {
    kubescape: ["C-0184"],
    trivy: ["KCV-0092"],
    checkov: ["CKV_K8S_151"],
    "kube-bench": ["cis-1.12/4.2.12"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsCipherSuites:
  - TLS_RSA_WITH_3DES_EDE_CBC_SHA
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsCipherSuites:
  - TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
  - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
  - TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
  - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
  - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
  - TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
`,
  },
} satisfies RuleDocs;
