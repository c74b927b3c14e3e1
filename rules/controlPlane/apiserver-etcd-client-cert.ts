import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { certificates, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-etcd-client-cert",
  title: "API server has no certificate for etcd",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--etcd-certfile", "component.--etcd-keyfile"],
  messages: { missing: "kube-apiserver does not identify itself to etcd: no {flag}" },
  check: checkRequiredFlags("kube-apiserver", ["etcd-certfile", "etcd-keyfile"]),
});

export const docs = {
  what: "Without `--etcd-certfile` and `--etcd-keyfile` the API server talks to etcd without a client certificate.",
  why: "etcd must then serve everybody who reaches it, and holds every secret of the cluster.",
  legitimate: "An etcd that only listens on a Unix socket or inside one process (k3s with SQLite).",
  how: "Give the API server a client certificate that etcd trusts and set both flags.",
  references: [operatingEtcd, certificates],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.23"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0137"],
    trivy: ["KCV-0026"],
    checkov: ["CKV_K8S_99"],
    kics: ["895a5a95-3756-4b04-9924-2f3bc93181bd"],
    "kube-bench": ["cis-1.12/1.2.23"],
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
        - --etcd-certfile=/etc/kubernetes/pki/apiserver-etcd-client.crt
        - --etcd-keyfile=/etc/kubernetes/pki/apiserver-etcd-client.key
`,
  },
} satisfies RuleDocs;
