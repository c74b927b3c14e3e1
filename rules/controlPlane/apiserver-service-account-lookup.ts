import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { apiServerFlags, serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-service-account-lookup",
  title: "Deleted service accounts keep their access",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--service-account-lookup"],
  fix: "review",
  messages: { set: "kube-apiserver accepts tokens of deleted service accounts: {flag} is {value}" },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "service-account-lookup",
    byDefault: "true",
    fine: (value) => !isFalse(value),
    fix: "true",
  }),
});

export const docs = {
  what: "`--service-account-lookup=false` makes the API server check only the signature of a service account token, not whether the account, its secret and its pod still exist.",
  why: "Deleting a service account or its pod no longer takes access away: a stolen token stays valid until it expires, and the old kind never does.",
  legitimate: "Never: nothing needs it that could not be served better.",
  how: "Set `--service-account-lookup=true` or remove the flag.",
  references: [serviceAccounts, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.21"],
    mitre: ["T1528"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0135"],
    trivy: ["KCV-0024"],
    checkov: ["CKV_K8S_96"],
    kics: ["a5530bd7-225a-48f9-91bb-f40b04200165"],
    "kube-bench": ["cis-1.12/1.2.21"],
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
        - --service-account-lookup=false
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
        - --service-account-lookup=true
`,
  },
} satisfies RuleDocs;
