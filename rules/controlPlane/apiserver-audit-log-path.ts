import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { apiServerFlags, auditing } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-audit-log-path",
  title: "API server writes no audit log",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["component.--audit-log-path", "component.--audit-webhook-config-file"],
  messages: { missing: "kube-apiserver writes no audit log: {flag} is not set" },
  check: checkRequiredFlags(
    "kube-apiserver",
    ["audit-log-path"],
    (view) => view.settings("audit-webhook-config-file").length > 0,
  ),
});

export const docs = {
  what: "Without `--audit-log-path` the API server writes no audit log; a webhook (`--audit-webhook-config-file`) counts as one too.",
  why: "Nobody can tell afterwards who read a secret, changed a role or started a pod. An intruder is neither seen nor traced.",
  legitimate: "Where events go to a webhook, which the rule accepts.",
  how: "Set `--audit-log-path` (`-` for standard output) and `--audit-policy-file`, and mount both places into the static pod.",
  references: [auditing, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(b)"],
    "owasp-2022": ["K05"],
    "owasp-2025": ["K10"],
    nsa: ["C-0067", "NSA 1.0 8.1"],
    cis: ["1.2.16"],
    mitre: ["T1562.008"],
    soc2: ["CC6.8", "CC7.1", "CC7.2"],
    cwe: ["CWE-778"],
  },
  peers: {
    kubescape: ["C-0130", "C-0067"],
    trivy: ["KCV-0019"],
    checkov: ["CKV_K8S_91"],
    kics: ["73e251f0-363d-4e53-86e2-0a93592437eb"],
    "kube-bench": ["cis-1.12/1.2.16"],
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
        - --audit-log-path=/var/log/kubernetes/audit.log
`,
  },
} satisfies RuleDocs;
