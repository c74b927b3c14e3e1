import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, removeFlag } from "../shared/controlPlane";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-secure-port",
  title: "API server without HTTPS",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--secure-port"],
  fix: "review",
  messages: { set: "kube-apiserver does not serve HTTPS: {flag} is {value}" },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "secure-port",
    optional: true,
    fine: (value) => value !== "0",
    fix: removeFlag,
  }),
});

export const docs = {
  what: "`--secure-port=0` switches the HTTPS port off. Versions since 1.10 refuse the value.",
  why: "Only the insecure port is left, which knows neither encryption nor login.",
  legitimate: "Never: nothing needs it that could not be served better.",
  how: "Remove the flag (the default is 6443) or name a port.",
  references: [apiServerFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.16 (of 1.24)", "1.2.16 (of 1.7)"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0128"],
    trivy: ["KCV-0017"],
    checkov: ["CKV_K8S_89"],
    kics: ["3d24b204-b73d-42cb-b0bf-1a5438c5f71e"],
    "kube-bench": ["cis-1.24/1.2.16", "cis-1.7/1.2.16"],
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
      image: registry.k8s.io/kube-apiserver:v1.9.11
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --secure-port=0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.9.11
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
  },
} satisfies RuleDocs;
