import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { schedulerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "scheduler-profiling",
  title: "Profiling of the scheduler is on",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--profiling"],
  fix: "review",
  messages: {
    set: "kube-scheduler offers profiling: {flag} is {value}",
    missing: "kube-scheduler offers profiling: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kube-scheduler",
    flag: "profiling",
    byDefault: "true",
    fine: isFalse,
    fix: "false",
  }),
});

export const docs = {
  what: "The scheduler offers Go's profiling pages under `/debug/pprof`. That is the default of `--profiling` and of `enableProfiling` in its configuration.",
  why: "Profiles tell a reader much about the program and its load, and taking them costs CPU and memory of the control plane.",
  legitimate:
    "While a performance problem is looked into. The pages need authorization, so they are no open door.",
  how: "Set `--profiling=false`, or `enableProfiling: false` where a configuration file is used.",
  references: [schedulerFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["1.4.1"] },
  peers: {
    kubescape: ["C-0151"],
    trivy: ["KCV-0040"],
    checkov: ["CKV_K8S_114"],
    "kube-bench": ["cis-1.12/1.4.1"],
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
        - --profiling=true
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
        - --profiling=false
`,
  },
} satisfies RuleDocs;
