import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-always-admit",
  title: "Admission plugin AlwaysAdmit is on",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { on: "admission plugin {plugin} is enabled" },
  check: checkPlugin({ plugin: "AlwaysAdmit", wanted: "off" }),
});

export const docs = {
  what: "`--enable-admission-plugins` names `AlwaysAdmit`, a deprecated plugin that admits everything.",
  why: "It has no effect of its own today, but it shows that admission was meant to be switched off, and before 1.10 it stood where the list of real plugins should be.",
  legitimate: "Never: the plugin does nothing that its absence does not do.",
  how: "Remove `AlwaysAdmit` from the list.",
  references: [
    {
      title: "Kubernetes: AlwaysAdmit",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwaysadmit",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    cis: ["1.2.10"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0122"],
    trivy: ["KCV-0011"],
    checkov: ["CKV_K8S_79"],
    kics: ["ce30e584-b33f-4c7d-b418-a3d7027f8f60"],
    "kube-bench": ["cis-1.12/1.2.10"],
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
        - --enable-admission-plugins=AlwaysAdmit,NodeRestriction
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
        - --enable-admission-plugins=NodeRestriction
`,
  },
} satisfies RuleDocs;
