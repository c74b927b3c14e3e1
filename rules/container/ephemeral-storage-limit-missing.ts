import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { missingLimit, proposedLimit } from "../shared/limit";

export default defineRule({
  id: "ephemeral-storage-limit-missing",
  title: "No limit of ephemeral storage",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.resources.limits.ephemeral-storage"],
  fix: "review",
  messages: {
    missing: 'container "{container}" has no limit of ephemeral storage',
    zero: 'container "{container}" has a limit of ephemeral storage of zero, which is none',
  },
  check(container, { report }) {
    const at = missingLimit(container, "ephemeral-storage");
    if (!at) return;
    const limit = proposedLimit(container, "ephemeral-storage", "1Gi");
    report({
      at,
      message: at.present ? "zero" : "missing",
      args: { container: container.name },
      missing: !at.present,
      fix: () => ({
        title: "Set a limit of ephemeral storage of {limit}, to be tuned",
        args: { limit },
        safety: "review",
        edits: [set(at, limit)],
      }),
    });
  },
});

export const docs = {
  what: "Nothing limits what the container may write to its own file system, its logs and its emptyDir volumes, all of which lie on the node's disk.",
  why: "An upload that is never deleted, or a log that somebody makes grow on purpose, fills the disk of the node. The kubelet then evicts pods, and it starts with whichever it likes, not with the one that wrote.",
  legitimate:
    "Namespaces whose LimitRange sets a default, and containers with a read-only file system that write to persistent volumes alone.",
  how: "Set `resources.limits.ephemeral-storage`. The fix takes the request where there is one, otherwise 1Gi: measure, then correct it.",
  references: [
    {
      title: "Kubernetes: Local ephemeral storage",
      url: "https://kubernetes.io/docs/concepts/storage/ephemeral-storage/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1499"], cwe: ["CWE-770"] },
  peers: {
    sonar: ["S6870"],
    "kube-score": ["container-ephemeral-storage-request-and-limit"],
    gatekeeper: ["general/ephemeralstoragelimit"],
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
          ephemeral-storage: 2Gi
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
          ephemeral-storage: 2Gi
        requests:
          ephemeral-storage: 2Gi
`,
  },
} satisfies RuleDocs;
