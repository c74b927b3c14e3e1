import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkAuthorizationMode } from "../shared/controlPlaneLists";
import { authorization } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-authorization-node",
  title: "API server does without the Node authorizer",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--authorization-mode"],
  coveredBy: ["apiserver-authorization-always-allow"],
  fix: "review",
  messages: {
    lacking: "kube-apiserver does without the Node authorizer: its authorization modes are {modes}",
  },
  check: checkAuthorizationMode("Node"),
});

export const docs = {
  what: "`Node` is not among the authorization modes, so that kubelets are judged by RBAC alone.",
  why: "The Node authorizer lets a kubelet read only the secrets, volumes and pods of its own node. Without it kubelets need roles that reach the secrets of all nodes, and one broken node gives away the whole cluster.",
  legitimate: "Virtual control planes without kubelets of their own do not need it.",
  how: "Put `Node` before `RBAC` in `--authorization-mode`.",
  references: [
    {
      title: "Kubernetes: Using Node authorization",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/node/",
    },
    authorization,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    nsa: ["NSA 1.0 7.1"],
    cis: ["1.2.7"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0119"],
    trivy: ["KCV-0008"],
    checkov: ["CKV_K8S_75"],
    kics: ["4d7ee40f-fc5d-427d-8cac-dffbe22d42d1"],
    "kube-bench": ["cis-1.12/1.2.7"],
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
        - --authorization-mode=RBAC
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
