import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkForbiddenFlag } from "../shared/controlPlane";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-insecure-bind-address",
  title: "API server offers an unprotected address",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--insecure-bind-address", "component.--address"],
  fix: "review",
  messages: { set: "kube-apiserver offers unprotected access at {value}" },
  check: checkForbiddenFlag("kube-apiserver", "insecure-bind-address"),
});

export const docs = {
  what: "`--insecure-bind-address` names the address of the port that asks for no login and applies no authorization. Since 1.20 nothing is served there, and 1.24 removed the flag: a newer server does not start with it.",
  why: "Whoever reaches the address is cluster administrator, without a trace of who it was.",
  legitimate:
    "Never. Even on the loopback address every process of the node and every pod with the host's network gets in.",
  how: "Remove the flag, and set `--insecure-port=0` on versions before 1.20.",
  references: [
    {
      title: "Kubernetes: Controlling access to the API",
      url: "https://kubernetes.io/docs/concepts/security/controlling-access/",
    },
    apiServerFlags,
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.17 (of 1.20)"],
    mitre: ["T1190"],
    cwe: ["CWE-665"],
  },
  peers: {
    checkov: ["CKV_K8S_86"],
    kics: ["b9380fd3-5ffe-4d10-9290-13e18e71eee1"],
    "kube-bench": ["cis-1.20/1.2.17"],
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
      image: registry.k8s.io/kube-apiserver:v1.19.16
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --insecure-bind-address=0.0.0.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.19.16
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
  },
} satisfies RuleDocs;
