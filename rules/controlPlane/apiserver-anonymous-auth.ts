import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { apiServerFlags, authenticating } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-anonymous-auth",
  title: "Anonymous requests to the API server",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--anonymous-auth"],
  fix: "review",
  messages: {
    set: "kube-apiserver serves anonymous requests: {flag} is {value}",
    missing: "kube-apiserver serves anonymous requests: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kube-apiserver",
    flag: "anonymous-auth",
    byDefault: "true",
    fine: isFalse,
    fix: "false",
  }),
});

export const docs = {
  what: "The API server takes requests without credentials and treats them as user `system:anonymous` of group `system:unauthenticated`. That is the default of `--anonymous-auth`.",
  why: "Whoever reaches the port can read what discovery, health and version endpoints tell, and everything that a careless binding grants to `system:anonymous` or `system:unauthenticated`. A single such binding opens the cluster to the network.",
  legitimate:
    "kubeadm needs anonymous access while nodes join (the `cluster-info` ConfigMap), and health probes of the static pod and of load balancers often come without credentials. From 1.32 on an `AuthenticationConfiguration` can allow anonymous requests for those paths alone (`anonymous.conditions`), which is the better answer.",
  how: "Set `--anonymous-auth=false` after giving probes a credential or another path, or confine anonymous requests to health endpoints with `--authentication-config`.",
  references: [authenticating, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    nsa: ["NSA 1.0 7.0"],
    cis: ["1.2.1"],
    mitre: ["T1078", "T1190"],
    cwe: ["CWE-1390"],
  },
  peers: {
    kubescape: ["C-0113"],
    trivy: ["KCV-0001"],
    checkov: ["CKV_K8S_68"],
    kics: ["1de5cc51-f376-4638-a940-20f2e85ae238"],
    "kube-bench": ["cis-1.12/1.2.1"],
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
        - --anonymous-auth=true
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
