import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-pod-security-policy",
  title: "Admission plugin PodSecurityPolicy is off",
  on: "component",
  severity: "low",
  confidence: "low",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "PodSecurityPolicy", wanted: "on", until: 25 }),
});

export const docs = {
  what: "Before 1.25 the admission plugin `PodSecurityPolicy` decided which pods may be privileged. Kubernetes removed it in 1.25, so the rule is silent from 1.25 on.",
  why: "Without it, and without Pod Security admission (1.23 and newer) or a policy engine, whoever creates pods can take over nodes with a privileged one.",
  legitimate:
    "Where Pod Security admission, Kyverno or Gatekeeper does the work, which also survives the upgrade to 1.25.",
  how: "Enforce the Pod Security Standards with namespace labels. On older versions write policies, then add `PodSecurityPolicy` to `--enable-admission-plugins`.",
  references: [
    {
      title: "Kubernetes: Migrate from PodSecurityPolicy",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    nsa: ["C-0068"],
    cis: ["1.2.15 (of 1.20)"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0068"],
    checkov: ["CKV_K8S_84"],
    kics: ["afa36afb-39fe-4d94-b9b6-afb236f7a03d"],
    "kube-bench": ["cis-1.20/1.2.15"],
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
      image: registry.k8s.io/kube-apiserver:v1.22.17
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.22.17
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction,PodSecurityPolicy
`,
  },
} satisfies RuleDocs;
