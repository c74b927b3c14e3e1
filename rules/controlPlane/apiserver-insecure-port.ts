import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, removeFlag } from "../shared/controlPlane";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-insecure-port",
  title: "API server has an unprotected port",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--insecure-port"],
  fix: "review",
  messages: {
    set: "kube-apiserver serves everybody at port {value} without login",
    missing: "kube-apiserver serves everybody at port 8080 without login: {flag} is not 0",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "insecure-port",
    byDefault: (minor) => (minor < 20 ? "8080" : "0"),
    fine: (value) => value === "0",
    fix: (minor) => (minor < 24 ? "0" : removeFlag),
  }),
});

export const docs = {
  what: "The insecure port asks for no login and applies no authorization. Up to 1.19 it is open on port 8080 unless `--insecure-port=0` is set; since 1.20 any other value is refused, and 1.24 removed the flag.",
  why: "Whoever reaches the port is cluster administrator. Server-side request forgery in any program on the node is enough.",
  legitimate: "Never: nothing needs it that could not be served better.",
  how: "Set `--insecure-port=0` before 1.20, remove the flag from 1.24 on.",
  references: [
    {
      title: "Kubernetes: Controlling access to the API",
      url: "https://kubernetes.io/docs/concepts/security/controlling-access/",
    },
    apiServerFlags,
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    nsa: ["C-0005"],
    cis: ["1.2.18 (of 1.20)"],
    mitre: ["T1190"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0005"],
    checkov: ["CKV_K8S_88"],
    kics: ["fa4def8c-1898-4a35-a139-7b76b1acdef0"],
    "kube-bench": ["cis-1.20/1.2.18"],
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
      image: registry.k8s.io/kube-apiserver:v1.19.16
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --insecure-port=8080
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.19.16
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --insecure-port=0
`,
  },
} satisfies RuleDocs;
