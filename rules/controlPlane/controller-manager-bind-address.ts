import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isLoopback } from "../shared/controlPlane";
import { controllerManagerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-bind-address",
  title: "Controller manager listens on every address",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--bind-address"],
  fix: "review",
  messages: {
    set: "kube-controller-manager listens beyond its node: {flag} is {value}",
    missing: "kube-controller-manager listens on every address: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-controller-manager",
    flag: "bind-address",
    // cmd/kube-controller-manager/app/options: 0.0.0.0.
    byDefault: "0.0.0.0",
    fine: isLoopback,
    fix: "127.0.0.1",
  }),
});

export const docs = {
  what: "The controller manager serves metrics, health and profiles on every address of the node, which is the default of `--bind-address`.",
  why: "The port needs a login for most of it, but every network that reaches it can look for faults in it and load it, though only programs on the node itself have to.",
  legitimate:
    "Where Prometheus scrapes the port from outside of the node: let it through a firewall, or put an authenticating proxy on the node.",
  how: "Set `--bind-address=127.0.0.1`.",
  references: [controllerManagerFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"], cis: ["1.3.7"], cwe: ["CWE-710"] },
  peers: {
    kubescape: ["C-0150"],
    trivy: ["KCV-0039"],
    checkov: ["CKV_K8S_113"],
    kics: ["46a2e9ec-6a5f-4faa-9d39-4ea44d5d87a2"],
    "kube-bench": ["cis-1.12/1.3.7"],
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
        - --bind-address=0.0.0.0
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
        - --bind-address=127.0.0.1
`,
  },
} satisfies RuleDocs;
