import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { certificates, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-etcd-ca",
  title: "API server does not verify etcd",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--etcd-cafile"],
  messages: { missing: "kube-apiserver does not verify etcd: {flag} is not set" },
  check: checkRequiredFlags("kube-apiserver", ["etcd-cafile"]),
});

export const docs = {
  what: "Without `--etcd-cafile` the API server does not know which authority etcd's certificate has to come from.",
  why: "Somebody who can answer in etcd's place reads everything that is written, secrets included, and makes up what is read.",
  legitimate: "An etcd whose certificate a public authority of the system has signed, which is rare.",
  how: "Name etcd's CA in `--etcd-cafile`.",
  references: [operatingEtcd, certificates],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    nsa: ["NSA 1.0 6.1"],
    cis: ["1.2.26"],
    mitre: ["T1557"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0140"],
    trivy: ["KCV-0029"],
    checkov: ["CKV_K8S_102"],
    kics: ["3f5ff8a7-5ad6-4d02-86f5-666307da1b20"],
    "kube-bench": ["cis-1.12/1.2.26"],
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
        - --etcd-cafile=/etc/kubernetes/pki/etcd/ca.crt
`,
  },
} satisfies RuleDocs;
