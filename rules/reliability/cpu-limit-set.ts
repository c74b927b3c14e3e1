import { parseQuantity } from "../../engine/kubernetes/quantity";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove, set } from "../../engine/yaml/pathEdit";
import { assignCpu } from "../shared/reliabilityReferences";

export default defineRule({
  id: "cpu-limit-set",
  title: "CPU limit",
  on: "container",
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: ["container.resources.limits.cpu"],
  fix: "review",
  messages: { set: 'container "{container}" is throttled at {limit} of CPU' },
  check({ name, field, list }, { report, undecided }) {
    if (list === "ephemeralContainers") return;
    const at = field.at("resources", "limits", "cpu");
    if (at.undecided) return undecided(at);
    const limit = at.text();
    // A limit of zero is none.
    if (limit === undefined || parseQuantity(limit) === 0n) return;
    const request = field.at("resources", "requests", "cpu");
    report({
      at,
      message: "set",
      args: { container: name, limit },
      fix: () => ({
        title: "Remove the CPU limit and keep it as the request",
        safety: "review",
        edits: [...(request.present ? [] : [set(request, limit)]), remove(at)],
      }),
    });
  },
});

export const docs = {
  what: "The container stops for the rest of each 100 ms period once it has used up its CPU limit, even while the node's cores are idle.",
  why: "Programs with many threads spend their share within a few milliseconds and then stand still: response times grow, health checks time out and restarts follow, with nothing in the logs. Requests already keep neighbours from starving each other.",
  legitimate:
    "Wherever the time that others leave idle must not be used: tenants that pay for a fixed share, benchmarks, nodes with the static CPU manager, and pods that have to be Guaranteed. This rule is one of two schools, `cpu-limit-missing` is the other; switch on the one your team follows.",
  how: "Remove `limits.cpu` and keep a CPU request that fits. Where only the limit was written it served as the request too, so the fix writes it there before it removes it.",
  references: [
    assignCpu,
    {
      title: "Kubernetes: CPU management policies on the node",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/cpu-management-policies/",
    },
  ],
  frameworks: {},
  peers: { kyverno: ["other/forbid-cpu-limits"], datree: ["EKS_INVALID_CPU_LIMIT"] },
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
        limits:
          cpu: 500m
          memory: 256Mi
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
          memory: 256Mi
        requests:
          cpu: 250m
`,
  },
} satisfies RuleDocs;
