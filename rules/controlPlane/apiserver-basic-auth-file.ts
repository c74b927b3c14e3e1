import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkForbiddenFlag } from "../shared/controlPlane";
import { apiServerFlags, authenticating } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-basic-auth-file",
  title: "Passwords at the API server",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--basic-auth-file"],
  fix: "review",
  messages: { set: "kube-apiserver accepts the passwords of {value}" },
  check: checkForbiddenFlag("kube-apiserver", "basic-auth-file"),
});

export const docs = {
  what: "`--basic-auth-file` makes the API server accept user names and passwords of a text file. Kubernetes 1.19 removed it: a newer server does not start with the flag.",
  why: "The passwords stand in clear text, do not expire, can be guessed without a limit and go over the wire with every request. Changing one takes a restart.",
  legitimate: "Never: use certificates, OIDC or service accounts.",
  how: "Remove the flag and give its users another way to log in.",
  references: [authenticating, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.2 (of 1.6)"],
    mitre: ["T1552.001"],
    cwe: ["CWE-1390"],
  },
  peers: {
    checkov: ["CKV_K8S_69"],
    kics: ["5da47109-f8d6-4585-9e2b-96a8958a12f5"],
    "kube-bench": ["cis-1.6/1.2.2"],
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
      image: registry.k8s.io/kube-apiserver:v1.18.20
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --basic-auth-file=/etc/kubernetes/users.csv
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.18.20
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
  },
} satisfies RuleDocs;
