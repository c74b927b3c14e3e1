import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-security-context-deny",
  title: "Admission plugin SecurityContextDeny is off",
  on: "component",
  severity: "low",
  confidence: "low",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "SecurityContextDeny", wanted: "on", until: 30 }),
});

export const docs = {
  what: "Before 1.30 the admission plugin `SecurityContextDeny` could refuse pods that set security context fields. Kubernetes deprecated it in 1.27 and removed it in 1.30, so the rule is silent from 1.30 on.",
  why: "Old benchmarks asked for it where no PodSecurityPolicy stood in, so that pods could not choose their user or SELinux label.",
  legitimate:
    "Nearly always: the plugin refuses useful hardening as well. Pod Security admission (1.23 and newer) is the replacement.",
  how: "Enforce the Pod Security Standards with namespace labels. On versions that have neither, add `SecurityContextDeny` to `--enable-admission-plugins`.",
  references: [
    {
      title: "Kubernetes: SecurityContextDeny (1.29)",
      url: "https://v1-29.docs.kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#securitycontextdeny",
    },
    {
      title: "Kubernetes: Pod Security admission",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
    },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"], cis: ["1.2.12 (of 1.8)"], cwe: ["CWE-284"] },
  peers: {
    kubescape: ["C-0124"],
    trivy: ["KCV-0013"],
    checkov: ["CKV_K8S_81"],
    kics: ["6a68bebe-c021-492e-8ddb-55b0567fb768"],
    "kube-bench": ["cis-1.8/1.2.12"],
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
        - --enable-admission-plugins=NodeRestriction,SecurityContextDeny
`,
  },
} satisfies RuleDocs;
