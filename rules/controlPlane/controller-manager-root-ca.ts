import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { controllerManagerFlags, serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-root-ca",
  title: "Pods get no CA to verify the API server",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--root-ca-file"],
  messages: { missing: "pods get no CA to verify the API server: {flag} is not set" },
  check: checkRequiredFlags("kube-controller-manager", ["root-ca-file"]),
});

export const docs = {
  what: "`--root-ca-file` names the CA certificate that every pod gets with its token (`ca.crt`). It is not set.",
  why: "Programs in pods cannot verify the API server, and so switch verification off: somebody in between gets their tokens.",
  legitimate: "Where the API server's certificate comes from a public authority.",
  how: "Name the cluster's CA in `--root-ca-file`.",
  references: [serviceAccounts, controllerManagerFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.3.5"],
    cwe: ["CWE-311"],
  },
  peers: {
    kubescape: ["C-0148"],
    trivy: ["KCV-0037"],
    checkov: ["CKV_K8S_111"],
    kics: ["05fb986f-ac73-4ebb-a5b2-7faafa93d882"],
    "kube-bench": ["cis-1.12/1.3.5"],
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
        - --root-ca-file=/etc/kubernetes/pki/ca.crt
`,
  },
} satisfies RuleDocs;
