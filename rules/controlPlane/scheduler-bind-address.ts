import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isLoopback } from "../shared/controlPlane";
import { schedulerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "scheduler-bind-address",
  title: "Scheduler listens on every address",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--bind-address"],
  fix: "review",
  messages: {
    set: "kube-scheduler listens beyond its node: {flag} is {value}",
    missing: "kube-scheduler listens on every address: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-scheduler",
    flag: "bind-address",
    // cmd/kube-scheduler/app/options: 0.0.0.0.
    byDefault: "0.0.0.0",
    fine: isLoopback,
    fix: "127.0.0.1",
  }),
});

export const docs = {
  what: "The scheduler serves metrics, health and profiles on every address of the node, which is the default of `--bind-address`.",
  why: "The port needs a login for most of it, but every network that reaches it can look for faults in it and load it, though only programs on the node itself have to.",
  legitimate:
    "Where Prometheus scrapes the port from outside of the node: let it through a firewall, or put an authenticating proxy on the node.",
  how: "Set `--bind-address=127.0.0.1`.",
  references: [schedulerFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"], cis: ["1.4.2"] },
  peers: {
    kubescape: ["C-0152"],
    trivy: ["KCV-0041"],
    checkov: ["CKV_K8S_115"],
    "kube-bench": ["cis-1.12/1.4.2"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.34.2
      command:
        - kube-scheduler
        - --kubeconfig=/etc/kubernetes/scheduler.conf
        - --bind-address=0.0.0.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-scheduler
  namespace: kube-system
spec:
  containers:
    - name: kube-scheduler
      image: registry.k8s.io/kube-scheduler:v1.34.2
      command:
        - kube-scheduler
        - --kubeconfig=/etc/kubernetes/scheduler.conf
        - --bind-address=127.0.0.1
`,
  },
} satisfies RuleDocs;
