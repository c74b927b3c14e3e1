import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, seconds } from "../shared/controlPlane";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-request-timeout",
  title: "Long request timeout of the API server",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["component.--request-timeout"],
  fix: "review",
  messages: {
    set: "kube-apiserver gives requests a timeout of {value}",
    missing: "kube-apiserver gives requests no timeout",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "request-timeout",
    byDefault: "60s",
    fine: (value) => isReasonable(seconds(value)),
    fix: "60s",
  }),
});

export const docs = {
  what: "`--request-timeout` is longer than five minutes, or no duration that the API server can read (`2` lacks a unit). The default of one minute is fine, and so is leaving the flag out.",
  why: "Requests that hang keep connections and memory. With a long timeout few clients are enough to bring the API server down.",
  legitimate:
    "Slow links to the control plane can need more than the default; up to 300 seconds is not reported.",
  how: "Remove the flag, or set a duration of at most `300s`.",
  references: [apiServerFlags],
  frameworks: {
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.20"],
    mitre: ["T1499"],
    cwe: ["CWE-754"],
  },
  peers: {
    kubescape: ["C-0134"],
    checkov: ["CKV_K8S_95"],
    kics: ["d89a15bb-8dba-4c71-9529-bef6729b9c09"],
    "kube-bench": ["cis-1.12/1.2.20"],
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
        - --request-timeout=1h
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
        - --request-timeout=60s
`,
  },
} satisfies RuleDocs;

/** From 1 s, below which ordinary requests fail, to the 300 s that CIS names for slow networks. */
function isReasonable(timeout: number | undefined): boolean {
  return timeout !== undefined && timeout >= 1 && timeout <= 300;
}
