import { settingOf } from "../../engine/kubernetes/component";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags, isTrue } from "../shared/controlPlane";
import { kubeletConfiguration, tlsBootstrapping } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-tls-cert",
  title: "Kubelet serves with a self-signed certificate",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "component.--tls-cert-file",
    "component.--tls-private-key-file",
    "component.tlsCertFile",
    "component.tlsPrivateKeyFile",
    "component.serverTLSBootstrap",
  ],
  messages: { missing: "the kubelet serves with a self-signed certificate: no {flag}" },
  check: checkRequiredFlags("kubelet", ["tls-cert-file", "tls-private-key-file"], (view) => {
    const bootstrap = settingOf(view, "rotate-server-certificates");
    return bootstrap !== undefined && isTrue(bootstrap.value);
  }),
});

export const docs = {
  what: "Neither `tlsCertFile` with `tlsPrivateKeyFile` nor `serverTLSBootstrap` is set, so that the kubelet makes itself a certificate that nobody has signed.",
  why: "The API server and monitoring cannot verify the node: somebody in between reads logs, `exec` sessions and the tokens that are sent along.",
  legitimate: "kubeadm's default, because requests for serving certificates need somebody who approves them.",
  how: "Set `serverTLSBootstrap: true` and have its requests approved, or name a certificate and key.",
  references: [tlsBootstrapping, kubeletConfiguration],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["4.2.9"],
    mitre: ["T1040"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0181"],
    trivy: ["KCV-0088", "KCV-0089"],
    checkov: ["CKV_K8S_148"],
    kics: ["fa750c81-93c2-4fab-9c6d-d3fd3ce3b89f"],
    "kube-bench": ["cis-1.12/4.2.9"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsMinVersion: VersionTLS12
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
tlsMinVersion: VersionTLS12
serverTLSBootstrap: true
`,
  },
} satisfies RuleDocs;
