import { defineRule, type RuleDocs } from "../../engine/rule";
import { controllerManagerFlags, tlsBootstrapping } from "../shared/controlPlaneReferences";
import { checkServerRotationGate } from "../shared/featureGates";

export default defineRule({
  id: "controller-manager-rotate-kubelet-cert",
  title: "Rotation of kubelet serving certificates is disabled",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--feature-gates"],
  fix: "review",
  messages: { off: "feature gate {gate} is off" },
  check: checkServerRotationGate("kube-controller-manager"),
});

export const docs = {
  what: "`--feature-gates` switches `RotateKubeletServerCertificate` off, which is on by default since 1.12.",
  why: "Kubelets cannot renew their serving certificates. When those run out, operators put long-lived ones in place or switch verification off.",
  legitimate: "Where another tool renews the certificates of kubelets.",
  how: "Remove the gate from `--feature-gates` or set it to true.",
  references: [tlsBootstrapping, controllerManagerFlags],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["1.3.6"] },
  peers: {
    kubescape: ["C-0149"],
    trivy: ["KCV-0038"],
    checkov: ["CKV_K8S_112"],
    "kube-bench": ["cis-1.12/1.3.6"],
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
        - --feature-gates=RotateKubeletServerCertificate=false
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
        - --feature-gates=RotateKubeletServerCertificate=true
`,
  },
} satisfies RuleDocs;
