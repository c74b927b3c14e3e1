import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { apiServerFlags, serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-service-account-key-file",
  title: "No key of its own for service account tokens",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--service-account-key-file"],
  messages: { missing: "kube-apiserver has no key of its own for service account tokens: {flag} is not set" },
  check: checkRequiredFlags("kube-apiserver", ["service-account-key-file"]),
});

export const docs = {
  what: "Without `--service-account-key-file` the API server verifies service account tokens with its own TLS key.",
  why: "The two keys cannot be changed apart from each other, and whoever has the TLS key (a proxy in front, a backup) can also make tokens for every service account.",
  legitimate: "None: kubeadm and all current installers make a pair of keys for this purpose.",
  how: "Make a pair of keys; name the public one in `--service-account-key-file` and the private one in `--service-account-signing-key-file`.",
  references: [serviceAccounts, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.22"],
    cwe: ["CWE-522"],
  },
  peers: {
    kubescape: ["C-0136"],
    trivy: ["KCV-0025"],
    checkov: ["CKV_K8S_97"],
    kics: ["dab4ec72-ce2e-4732-b7c3-1757dcce01a1"],
    "kube-bench": ["cis-1.12/1.2.22"],
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
        - --service-account-key-file=/etc/kubernetes/pki/sa.pub
`,
  },
} satisfies RuleDocs;
