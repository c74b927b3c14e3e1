import { defineRule, type RuleDocs } from "../../engine/rule";
import { atLeastNumber, checkFlag } from "../shared/controlPlane";
import { apiServerFlags, auditing } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-audit-log-maxage",
  title: "Audit logs: short retention",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--audit-log-maxage"],
  fix: "review",
  messages: {
    set: "kube-apiserver keeps audit logs for {value} days",
    missing: "kube-apiserver leaves open how many days of audit logs are kept: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "audit-log-maxage",
    // k8s.io/apiserver pkg/server/options/audit.go: unlimited until 1.35, 366 since.
    byDefault: (minor) => (minor < 36 ? undefined : "366"),
    fine: atLeastNumber(30),
    fix: "30",
  }),
});

export const docs = {
  what: "`--audit-log-maxage` says how many days of audit logs are kept; CIS asks for at least 30. Up to Kubernetes 1.35 a missing flag (or 0) means no limit, so that the disk fills instead; since 1.36 the default is 366.",
  why: "Old logs are gone before an incident is noticed: intruders are often found only weeks later.",
  legitimate: "Where logs are shipped to a store of their own at once, which keeps them long enough.",
  how: "Set `--audit-log-maxage=30` or more days, as your retention rules ask.",
  references: [auditing, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    nsa: ["NSA 1.0 8.2"],
    cis: ["1.2.17"],
    cwe: ["CWE-778"],
  },
  peers: {
    kubescape: ["C-0131"],
    trivy: ["KCV-0020"],
    checkov: ["CKV_K8S_92"],
    kics: ["da9f3aa8-fbfb-472f-b5a1-576127944218"],
    "kube-bench": ["cis-1.12/1.2.17"],
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
        - --audit-log-maxage=10
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
        - --audit-log-maxage=30
`,
  },
} satisfies RuleDocs;
