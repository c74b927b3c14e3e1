import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { authenticating, certificates } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-client-ca",
  title: "API server does not verify client certificates",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--client-ca-file"],
  messages: { missing: "kube-apiserver accepts no client certificates: {flag} is not set" },
  check: checkRequiredFlags("kube-apiserver", ["client-ca-file"]),
});

export const docs = {
  what: "Without `--client-ca-file` the API server authenticates nobody by certificate.",
  why: "Kubelets and control plane components then need tokens or passwords instead, which are easier to copy and harder to take back.",
  legitimate: "Where another way of authentication replaces certificates altogether.",
  how: "Name the cluster's CA in `--client-ca-file`.",
  references: [authenticating, certificates],
  frameworks: { hipaa: ["164.312(d)"], "owasp-2022": ["K06"], "owasp-2025": ["K09"], cis: ["1.2.25"] },
  peers: { kubescape: ["C-0139"], trivy: ["KCV-0028"], "kube-bench": ["cis-1.12/1.2.25"] },
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
        - --client-ca-file=/etc/kubernetes/pki/ca.crt
`,
  },
} satisfies RuleDocs;
