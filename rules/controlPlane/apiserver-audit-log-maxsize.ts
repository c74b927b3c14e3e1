import { defineRule, type RuleDocs } from "../../engine/rule";
import { atLeastNumber, checkFlag } from "../shared/controlPlane";
import { apiServerFlags, auditing } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-audit-log-maxsize",
  title: "Audit logs: small files",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--audit-log-maxsize"],
  fix: "review",
  messages: {
    set: "kube-apiserver rotates audit logs at {value} MB",
    missing: "kube-apiserver leaves open at how many megabytes an audit log is rotated: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "audit-log-maxsize",
    // k8s.io/apiserver pkg/server/options/audit.go: unlimited until 1.35, 100 since.
    byDefault: (minor) => (minor < 36 ? undefined : "100"),
    fine: atLeastNumber(100),
    fix: "100",
  }),
});

export const docs = {
  what: "`--audit-log-maxsize` says at how many megabytes an audit log is rotated; CIS asks for at least 100. Up to Kubernetes 1.35 a missing flag (or 0) means the 100 MB of the logging library; since 1.36 the default is 100.",
  why: "Small files are rotated quickly, and together with a limit on their number traces are lost after little noise.",
  legitimate: "Where logs are shipped to a store of their own at once, which keeps them long enough.",
  how: "Set `--audit-log-maxsize=100` or more megabytes, as your retention rules ask.",
  references: [auditing, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    cis: ["1.2.19"],
    cwe: ["CWE-778"],
  },
  peers: {
    kubescape: ["C-0133"],
    trivy: ["KCV-0022"],
    checkov: ["CKV_K8S_94"],
    kics: ["35c0a471-f7c8-4993-aa2c-503a3c712a66"],
    "kube-bench": ["cis-1.12/1.2.19"],
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
        - --audit-log-maxsize=10
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
        - --audit-log-maxsize=100
`,
  },
} satisfies RuleDocs;
