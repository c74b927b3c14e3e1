import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue } from "../shared/controlPlane";
import { kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-rotate-certificates",
  title: "Kubelet does not renew its client certificate",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--rotate-certificates", "component.rotateCertificates"],
  fix: "review",
  messages: {
    set: "the kubelet does not renew its client certificate: {flag} is {value}",
    missing: "the kubelet does not renew its client certificate: {flag} is not set",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "rotate-certificates",
    byDefault: "false",
    fine: isTrue,
    fix: "true",
  }),
});

export const docs = {
  what: "Without `rotateCertificates: true` the kubelet keeps the client certificate that it got when it joined. Kubernetes' own default is off; kubeadm turns it on.",
  why: "The node drops out when the certificate expires, and so certificates are made to last for years: a stolen one stays good for as long.",
  legitimate: "Where another tool renews the kubelet's certificate, or it uses tokens of the cloud provider.",
  how: "Set `rotateCertificates: true` (or `--rotate-certificates`).",
  references: [
    {
      title: "Kubernetes: Configure certificate rotation for the kubelet",
      url: "https://kubernetes.io/docs/tasks/tls/certificate-rotation/",
    },
    kubeletConfiguration,
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["4.2.10"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0182"],
    trivy: ["KCV-0090"],
    checkov: ["CKV_K8S_149"],
    kics: ["52d70f2e-3257-474c-b3dc-8ad9ba6a061a"],
    "kube-bench": ["cis-1.12/4.2.10"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: false
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
rotateCertificates: true
`,
  },
} satisfies RuleDocs;
