import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { certificates, nodeCommunication } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-kubelet-client-cert",
  title: "API server has no certificate for kubelets",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--kubelet-client-certificate", "component.--kubelet-client-key"],
  messages: { missing: "kube-apiserver does not identify itself to kubelets: no {flag}" },
  check: checkRequiredFlags("kube-apiserver", ["kubelet-client-certificate", "kubelet-client-key"]),
});

export const docs = {
  what: "Without `--kubelet-client-certificate` and `--kubelet-client-key` the API server calls kubelets as an anonymous client.",
  why: "Kubelets must then accept anonymous requests for logs, `exec` and metrics to work. Whoever reaches port 10250 of a node can then run commands in its pods.",
  legitimate: "Only where nothing asks the API server for anything on a node, which is no ordinary cluster.",
  how: "Give the API server a client certificate that kubelets trust, with a user that RBAC allows `nodes/proxy` and the like, and set both flags. kubeadm does so by itself.",
  references: [nodeCommunication, certificates],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.4"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0116"],
    trivy: ["KCV-0005"],
    checkov: ["CKV_K8S_72"],
    kics: ["36a27826-1bf5-49da-aeb0-a60a30c0e834"],
    "kube-bench": ["cis-1.12/1.2.4"],
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
        - --kubelet-client-certificate=/etc/kubernetes/pki/apiserver-kubelet-client.crt
        - --kubelet-client-key=/etc/kubernetes/pki/apiserver-kubelet-client.key
`,
  },
} satisfies RuleDocs;
