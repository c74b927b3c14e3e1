import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { kubeletAccess, kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-client-ca",
  title: "Kubelet does not verify client certificates",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--client-ca-file", "component.authentication.x509.clientCAFile"],
  messages: { missing: "the kubelet accepts no client certificates: {flag} is not set" },
  check: checkRequiredFlags("kubelet", ["client-ca-file"]),
});

export const docs = {
  what: "Without a client CA file the kubelet cannot authenticate the API server by its certificate.",
  why: "The API server then reaches the kubelet as an anonymous client, and the kubelet has to serve anonymous clients: logs, `exec` and metrics for everybody.",
  legitimate: "Where the API server uses a token for kubelets, or kubeadm fills the setting in.",
  how: "Set `authentication.x509.clientCAFile` (or `--client-ca-file`) to the CA of the API server's client certificate.",
  references: [kubeletAccess, kubeletConfiguration],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    nsa: ["C-0070"],
    cis: ["4.2.3"],
    cwe: ["CWE-1390"],
  },
  peers: {
    kubescape: ["C-0174", "C-0070"],
    trivy: ["KCV-0081"],
    checkov: ["CKV_K8S_140"],
    kics: ["e0e00aba-5f1c-4981-a542-9a9563c0ee20"],
    "kube-bench": ["cis-1.12/4.2.3"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  webhook:
    enabled: true
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  webhook:
    enabled: true
  x509:
    clientCAFile: /etc/kubernetes/pki/ca.crt
`,
  },
} satisfies RuleDocs;
