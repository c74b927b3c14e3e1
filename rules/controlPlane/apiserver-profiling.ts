import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-profiling",
  title: "Profiling of the API server is on",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--profiling"],
  fix: "review",
  messages: {
    set: "kube-apiserver offers profiling: {flag} is {value}",
    missing: "kube-apiserver offers profiling: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "profiling",
    byDefault: "true",
    fine: isFalse,
    fix: "false",
  }),
});

export const docs = {
  what: "The API server offers Go's profiling pages under `/debug/pprof`. That is the default of `--profiling`.",
  why: "Profiles tell a reader much about the program and its load, and taking them costs enough CPU and memory to slow the control plane down.",
  legitimate:
    "While a performance problem is looked into. The pages need authorization, so they are no open door.",
  how: "Set `--profiling=false`.",
  references: [apiServerFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["1.2.15"], cwe: ["CWE-779"] },
  peers: {
    kubescape: ["C-0129"],
    trivy: ["KCV-0018"],
    checkov: ["CKV_K8S_90"],
    kics: ["2f491173-6375-4a84-b28e-a4e2b9a58a69"],
    "kube-bench": ["cis-1.12/1.2.15"],
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
        - --profiling=true
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
        - --profiling=false
`,
  },
} satisfies RuleDocs;
