import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag } from "../shared/controlPlane";
import { controllerManagerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-terminated-pod-gc",
  title: "No limit for terminated pods",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["component.--terminated-pod-gc-threshold"],
  fix: "review",
  messages: {
    set: "kube-controller-manager never removes terminated pods: {flag} is {value}",
    missing: "kube-controller-manager keeps 12500 terminated pods: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-controller-manager",
    flag: "terminated-pod-gc-threshold",
    fine: (value) => !(Number(value) <= 0),
    fix: "1000",
  }),
});

export const docs = {
  what: "`--terminated-pod-gc-threshold` says how many terminated pods may lie around before the oldest are removed. It is not set, which means 12500, or 0, which means no limit.",
  why: "Thousands of dead pods fill etcd and slow the API server down. CIS asks for a number that fits the cluster.",
  legitimate: "Clusters that can afford the default number.",
  how: "Set a number that fits, such as `--terminated-pod-gc-threshold=1000`.",
  references: [
    controllerManagerFlags,
    {
      title: "Kubernetes: Pod lifecycle, garbage collection",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-garbage-collection",
    },
  ],
  frameworks: {
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.3.1"],
    mitre: ["T1499"],
    cwe: ["CWE-460"],
  },
  peers: {
    kubescape: ["C-0144"],
    trivy: ["KCV-0033"],
    checkov: ["CKV_K8S_106"],
    kics: ["49113af4-29ca-458e-b8d4-724c01a4a24f"],
    "kube-bench": ["cis-1.12/1.3.1"],
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
        - --terminated-pod-gc-threshold=1000
`,
  },
} satisfies RuleDocs;
