import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { missingLimit, proposedLimit } from "../shared/limit";
import { filledInByLimitRange } from "../shared/limitRange";

export default defineRule({
  id: "cpu-limit-missing",
  title: "No CPU limit",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["container.resources.limits.cpu", "pod.resources.limits.cpu"],
  fix: "review",
  messages: {
    missing: 'container "{container}" has no CPU limit',
    zero: 'container "{container}" has a CPU limit of zero, which is none',
  },
  settledBy: filledInByLimitRange("limits", "cpu"),
  check(container, { report }) {
    const at = missingLimit(container, "cpu");
    if (!at) return;
    const limit = proposedLimit(container, "cpu", "500m");
    report({
      at,
      message: at.present ? "zero" : "missing",
      args: { container: container.name },
      missing: !at.present,
      fix: () => ({
        title: "Set a CPU limit of {limit}, to be tuned",
        args: { limit },
        safety: "review",
        edits: [set(at, limit)],
      }),
    });
  },
});

export const docs = {
  what: "The container may use all the CPU time that other containers of its node leave idle, or compete for.",
  why: "A busy loop, or a miner that somebody has brought in, takes every idle core of the node. The requests of the neighbours still give them their share, so the damage is cost and latency, rarely an outage.",
  legitimate:
    "Often: a CPU limit throttles a program that could use idle time, and many clusters do without on purpose and rely on requests. That is why this rule is in no profile.",
  how: "Set `resources.limits.cpu` where one tenant must not use what others leave idle. The fix takes the request where there is one, otherwise 500m: measure, then correct it.",
  references: [
    {
      title: "Kubernetes: Resource management for pods and containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    },
    {
      title: "Kubernetes: Assign CPU resources to containers and pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/assign-cpu-resource/",
    },
  ],
  frameworks: { cwe: ["CWE-400", "CWE-770"] },
  peers: {
    kubescape: ["C-0270", "C-0050"],
    trivy: ["KSV-0011"],
    checkov: ["CKV_K8S_11"],
    polaris: ["cpuLimitsMissing"],
    kubeaudit: ["limits/LimitsCPUNotSet"],
    kubesec: ["LimitsCPU"],
    kics: ["4ac0e2b7-d2d2-4af7-8799-e8de6721ccda"],
    kyverno: ["other/require-cpu-limits"],
    sonar: ["S6869"],
    datree: ["CONTAINERS_MISSING_CPU_LIMIT_KEY"],
    terrascan: ["AC_K8S_0098"],
    "azure-policy": ["MutateResourceCPULimits"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        requests:
          cpu: 250m
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      resources:
        limits:
          cpu: 250m
        requests:
          cpu: 250m
`,
  },
} satisfies RuleDocs;
