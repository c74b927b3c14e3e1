import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { apiServerFlags, certificates } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-tls-cert",
  title: "API server has no certificate of its own",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--tls-cert-file", "component.--tls-private-key-file"],
  messages: { missing: "kube-apiserver serves with a self-signed certificate: no {flag}" },
  check: checkRequiredFlags("kube-apiserver", ["tls-cert-file", "tls-private-key-file"]),
});

export const docs = {
  what: "Without `--tls-cert-file` and `--tls-private-key-file` the API server makes itself a self-signed certificate.",
  why: "Clients cannot tell the API server from somebody in between, unless each of them is given that certificate; in practice they switch verification off.",
  legitimate: "None outside of tests.",
  how: "Have a certificate signed by the cluster's CA and set both flags.",
  references: [certificates, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.24"],
    mitre: ["T1040"],
  },
  peers: {
    kubescape: ["C-0138"],
    trivy: ["KCV-0027"],
    checkov: ["CKV_K8S_100"],
    "kube-bench": ["cis-1.12/1.2.24"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --tls-cert-file=/etc/kubernetes/pki/apiserver.crt
        - --tls-private-key-file=/etc/kubernetes/pki/apiserver.key
`,
  },
} satisfies RuleDocs;
