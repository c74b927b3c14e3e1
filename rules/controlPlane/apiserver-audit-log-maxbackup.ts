import { defineRule, type RuleDocs } from "../../engine/rule";
import { atLeastNumber, checkFlag } from "../shared/controlPlane";
import { apiServerFlags, auditing } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-audit-log-maxbackup",
  title: "Audit logs: few old files",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--audit-log-maxbackup"],
  fix: "review",
  messages: {
    set: "kube-apiserver keeps {value} old audit logs",
    missing: "kube-apiserver leaves open how many rotated audit logs are kept: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "audit-log-maxbackup",
    // k8s.io/apiserver pkg/server/options/audit.go: unlimited until 1.35, 100 since.
    byDefault: (minor) => (minor < 36 ? undefined : "100"),
    fine: atLeastNumber(10),
    fix: "10",
  }),
});

export const docs = {
  what: "`--audit-log-maxbackup` says how many rotated audit logs are kept; CIS asks for at least 10. Up to Kubernetes 1.35 a missing flag (or 0) means no limit, so that the disk fills instead; since 1.36 the default is 100.",
  why: "A busy or flooded API server rotates quickly, and with few files an attacker can push traces out of the log just by making noise.",
  legitimate: "Where logs are shipped to a store of their own at once, which keeps them long enough.",
  how: "Set `--audit-log-maxbackup=10` or more files, as your retention rules ask.",
  references: [auditing, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    cis: ["1.2.18"],
    cwe: ["CWE-778"],
  },
  peers: {
    kubescape: ["C-0132"],
    trivy: ["KCV-0021"],
    checkov: ["CKV_K8S_93"],
    kics: ["768aab52-2504-4a2f-a3e3-329d5a679848"],
    "kube-bench": ["cis-1.12/1.2.18"],
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
        - --audit-log-path=/var/log/kubernetes/audit.log
        - --audit-policy-file=/etc/kubernetes/audit/policy.yaml
        - --audit-log-maxbackup=3
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
        - --audit-log-path=/var/log/kubernetes/audit.log
        - --audit-policy-file=/etc/kubernetes/audit/policy.yaml
        - --audit-log-maxbackup=10
`,
  },
} satisfies RuleDocs;
