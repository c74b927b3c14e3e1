import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { certificates, nodeCommunication } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-kubelet-ca",
  title: "API server does not verify kubelets",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--kubelet-certificate-authority"],
  messages: { missing: "kube-apiserver does not verify kubelets' certificates: {flag} is not set" },
  check: checkRequiredFlags("kube-apiserver", ["kubelet-certificate-authority"]),
});

export const docs = {
  what: "Without `--kubelet-certificate-authority` the API server accepts any certificate from a kubelet.",
  why: "Somebody between the API server and a node can pose as the kubelet, and then reads and changes logs, `exec` sessions and port forwards.",
  legitimate:
    "Kubelets with self-signed serving certificates (kubeadm's default) cannot be verified. An SSH tunnel or konnectivity only moves the problem. Turn on serving certificates from the cluster first (`serverTLSBootstrap`) and approve their requests.",
  how: "Have the kubelets' serving certificates signed by a CA and name its file in `--kubelet-certificate-authority`.",
  references: [nodeCommunication, certificates],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.5"],
    mitre: ["T1557"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0117"],
    trivy: ["KCV-0006"],
    checkov: ["CKV_K8S_73"],
    kics: ["ec18a0d3-0069-4a58-a7fb-fbfe0b4bbbe0"],
    "kube-bench": ["cis-1.12/1.2.5"],
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
        - --kubelet-certificate-authority=/etc/kubernetes/pki/ca.crt
`,
  },
} satisfies RuleDocs;
