import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { controllerManagerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-profiling",
  title: "Profiling of the controller manager is on",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--profiling"],
  fix: "review",
  messages: {
    set: "kube-controller-manager offers profiling: {flag} is {value}",
    missing: "kube-controller-manager offers profiling: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kube-controller-manager",
    flag: "profiling",
    byDefault: "true",
    fine: isFalse,
    fix: "false",
  }),
});

export const docs = {
  what: "The controller manager offers Go's profiling pages under `/debug/pprof`. That is the default of `--profiling`.",
  why: "Profiles tell a reader much about the program and its load, and taking them costs CPU and memory of the control plane.",
  legitimate:
    "While a performance problem is looked into. The pages need authorization, so they are no open door.",
  how: "Set `--profiling=false`.",
  references: [controllerManagerFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["1.3.2"] },
  peers: {
    kubescape: ["C-0145"],
    trivy: ["KCV-0034"],
    checkov: ["CKV_K8S_107"],
    "kube-bench": ["cis-1.12/1.3.2"],
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
        - --profiling=true
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
        - --profiling=false
`,
  },
} satisfies RuleDocs;
