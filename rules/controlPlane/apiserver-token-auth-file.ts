import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkForbiddenFlag } from "../shared/controlPlane";
import { apiServerFlags, authenticating } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-token-auth-file",
  title: "Static tokens at the API server",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--token-auth-file"],
  fix: "review",
  messages: { set: "kube-apiserver accepts the static tokens of {value}" },
  check: checkForbiddenFlag("kube-apiserver", "token-auth-file"),
});

export const docs = {
  what: "`--token-auth-file` makes the API server accept the bearer tokens of a text file.",
  why: "The tokens stand in clear text on the control plane, never expire and can only be changed by restarting the server. One copy of the file, a backup for example, is lasting access under the names it holds.",
  legitimate:
    "Practically never: bootstrap tokens, client certificates, OIDC and service account tokens cover the same needs and expire.",
  how: "Remove the flag, and give its users certificates, OIDC logins or service accounts first.",
  references: [authenticating, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.2"],
    mitre: ["T1552.001"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0114"],
    trivy: ["KCV-0002"],
    checkov: ["CKV_K8S_70"],
    kics: ["32ecd76e-7bbf-402e-bf48-8b9485749558"],
    "kube-bench": ["cis-1.12/1.2.2"],
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
        - --token-auth-file=/etc/kubernetes/tokens.csv
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
`,
  },
} satisfies RuleDocs;
