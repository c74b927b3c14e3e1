import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse, removeFlag } from "../shared/controlPlane";
import { apiServerFlags, nodeCommunication } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-kubelet-https",
  title: "API server talks to kubelets without TLS",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--kubelet-https"],
  fix: "review",
  messages: { set: "kube-apiserver talks to kubelets without TLS: {flag} is {value}" },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "kubelet-https",
    optional: true,
    fine: (value) => !isFalse(value),
    fix: removeFlag,
  }),
});

export const docs = {
  what: "`--kubelet-https=false` asks the API server to talk to kubelets over plain HTTP. Since 1.19 the flag has no effect and HTTPS is always used; later versions do not know it.",
  why: "Logs, `exec` sessions and forwarded ports pass between API server and kubelet. Without TLS anybody on the path reads and changes them.",
  legitimate: "Never; at best the flag is a leftover that keeps a newer server from starting.",
  how: "Remove the flag: HTTPS is the default.",
  references: [nodeCommunication, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    nsa: ["NSA 1.0 6.2"],
    cis: ["1.2.4 (of 1.23)"],
    mitre: ["T1040"],
    cwe: ["CWE-311"],
  },
  peers: {
    trivy: ["KCV-0004"],
    checkov: ["CKV_K8S_71"],
    kics: ["cdc8b54e-6b16-4538-a1b0-35849dbe29cf"],
    "kube-bench": ["cis-1.23/1.2.4"],
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
        - --kubelet-https=false
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
