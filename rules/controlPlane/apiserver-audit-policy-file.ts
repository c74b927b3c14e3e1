import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { apiServerFlags, auditing } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-audit-policy-file",
  title: "API server has no audit policy",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--audit-policy-file"],
  messages: { missing: "kube-apiserver records no audit events: {flag} is not set" },
  check: checkRequiredFlags("kube-apiserver", ["audit-policy-file"]),
});

export const docs = {
  what: "Without `--audit-policy-file` the API server records no audit events at all, even where a log path or a webhook is set.",
  why: "An audit log without a policy stays empty: nobody can tell afterwards who did what.",
  legitimate: "Never where an audit trail is required.",
  how: "Write an audit policy, mount it into the static pod and name it in `--audit-policy-file`.",
  references: [auditing, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    cis: ["3.2.1"],
    mitre: ["T1562.008"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0160"],
    kics: ["13a49a2e-488e-4309-a7c0-d6b05577a5fb"],
    "kube-bench": ["cis-1.12/3.2.1"],
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
        - --audit-policy-file=/etc/kubernetes/audit/policy.yaml
`,
  },
} satisfies RuleDocs;
