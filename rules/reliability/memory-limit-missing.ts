import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { missingLimit, proposedLimit } from "../shared/limit";
import { filledInByLimitRange } from "../shared/limitRange";

export default defineRule({
  id: "memory-limit-missing",
  title: "No memory limit",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "nsa", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.resources.limits.memory", "pod.resources.limits.memory"],
  fix: "review",
  messages: {
    missing: 'container "{container}" has no memory limit',
    zero: 'container "{container}" has a memory limit of zero, which is none',
  },
  settledBy: filledInByLimitRange("limits", "memory"),
  check(container, { report }) {
    const at = missingLimit(container, "memory");
    if (!at) return;
    const limit = proposedLimit(container, "memory", "256Mi");
    report({
      at,
      message: at.present ? "zero" : "missing",
      args: { container: container.name },
      missing: !at.present,
      fix: () => ({
        title: "Set a memory limit of {limit}, to be tuned",
        args: { limit },
        safety: "review",
        edits: [set(at, limit)],
      }),
    });
  },
});

export const docs = {
  what: "The container may take all the memory of its node.",
  why: "A leak, or a request made to be expensive, then brings the node to its memory limit, and the kernel and the kubelet end other pods there to save it. One container that an attacker can feed takes its neighbours down.",
  legitimate:
    "Where a LimitRange of the namespace gives every container a default. Suppress the rule for that namespace in the configuration.",
  how: "Set `resources.limits.memory` to what the program needs at its peak, and the request to the same value, so that the node never promises more memory than it has. The fix takes the request where there is one, otherwise 256Mi: measure, then correct it.",
  references: [
    {
      title: "Kubernetes: Resource management for pods and containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    },
    {
      title: "Kubernetes: Node-pressure eviction",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
    },
  ],
  frameworks: {
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0271"],
    mitre: ["T1499", "T1496"],
    cwe: ["CWE-400", "CWE-770"],
  },
  peers: {
    kubescape: ["C-0271", "C-0004", "C-0009"],
    trivy: ["KSV-0018"],
    checkov: ["CKV_K8S_13"],
    polaris: ["memoryLimitsMissing"],
    "kube-score": ["container-resources"],
    kubeaudit: ["limits/LimitsMemoryNotSet", "limits/LimitsNotSet"],
    kubesec: ["LimitsMemory"],
    kics: ["b14d1bc4-a208-45db-92f0-e21f8e2588e9"],
    kyverno: ["best-practices/require-requests-limits", "other/add-default-resources"],
    gatekeeper: ["general/containerresources"],
    sonar: ["S6864"],
    datree: ["CONTAINERS_MISSING_MEMORY_LIMIT_KEY"],
    terrascan: ["AC_K8S_0100"],
    "azure-policy": ["MutateResourceMemoryLimits"],
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
          memory: 128Mi
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
          memory: 128Mi
        requests:
          memory: 128Mi
`,
  },
} satisfies RuleDocs;
