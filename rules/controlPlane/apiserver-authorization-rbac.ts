import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkAuthorizationMode } from "../shared/controlPlaneLists";
import { authorization } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-authorization-rbac",
  title: "API server does without RBAC",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--authorization-mode"],
  coveredBy: ["apiserver-authorization-always-allow"],
  fix: "review",
  messages: { lacking: "kube-apiserver does without RBAC: its authorization modes are {modes}" },
  check: checkAuthorizationMode("RBAC"),
});

export const docs = {
  what: "`RBAC` is not among the authorization modes, so that Roles and bindings have no effect.",
  why: "Who may do what is then decided by a static ABAC file, a webhook or nobody. Roles that look restrictive in the cluster protect nothing.",
  legitimate: "A webhook authorizer that fully replaces RBAC; such clusters are rare and know that they are.",
  how: "Add `RBAC` to `--authorization-mode`.",
  references: [
    {
      title: "Kubernetes: Using RBAC authorization",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
    },
    authorization,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["1.2.8"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0120", "C-0088"],
    trivy: ["KCV-0009"],
    checkov: ["CKV_K8S_77"],
    kics: ["1aa4a1ae-5dbb-48a1-9aa2-630ea4be208e"],
    "kube-bench": ["cis-1.12/1.2.8"],
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
        - --authorization-mode=Node
        - --anonymous-auth=false
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
        - --anonymous-auth=false
`,
  },
} satisfies RuleDocs;
