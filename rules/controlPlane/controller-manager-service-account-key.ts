import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { controllerManagerFlags, serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-service-account-key",
  title: "Controller manager has no key for service account tokens",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--service-account-private-key-file"],
  messages: { missing: "kube-controller-manager has no key for service account tokens: {flag} is not set" },
  check: checkRequiredFlags("kube-controller-manager", ["service-account-private-key-file"]),
});

export const docs = {
  what: "`--service-account-private-key-file` names the key that signs the tokens of service account secrets. It is not set.",
  why: "Without a pair of keys of its own for tokens, another key takes their place or tokens are not made at all, and the keys cannot be rotated on their own.",
  legitimate: "Clusters that only use bound tokens, which the API server signs, do without.",
  how: "Make a pair of keys for service accounts and name the private one here.",
  references: [serviceAccounts, controllerManagerFlags],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.3.4"],
    cwe: ["CWE-286"],
  },
  peers: {
    kubescape: ["C-0147"],
    trivy: ["KCV-0036"],
    checkov: ["CKV_K8S_110"],
    kics: ["ccc98ff7-68a7-436e-9218-185cb0b0b780"],
    "kube-bench": ["cis-1.12/1.3.4"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.34.2
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.34.2
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
        - --service-account-private-key-file=/etc/kubernetes/pki/sa.key
`,
  },
} satisfies RuleDocs;
