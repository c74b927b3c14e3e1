import { parseQuantity } from "../../engine/kubernetes/quantity";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { optionText } from "../shared/options";

/** Option -> where the amount stands and what it is called. */
const amounts = [
  { option: "cpuLimit", path: ["limits", "cpu"], called: "CPU limit" },
  { option: "memoryLimit", path: ["limits", "memory"], called: "memory limit" },
  { option: "cpuRequest", path: ["requests", "cpu"], called: "CPU request" },
  { option: "memoryRequest", path: ["requests", "memory"], called: "memory request" },
] as const;

export default defineRule({
  id: "resource-limit-exceeds-maximum",
  title: "Resources beyond the allowed maximum",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.resources.limits.cpu",
    "container.resources.limits.memory",
    "container.resources.requests.cpu",
    "container.resources.requests.memory",
  ],
  options: {
    cpuLimit: { type: "text", description: "The highest CPU limit, such as 2 or 500m" },
    memoryLimit: { type: "text", description: "The highest memory limit, such as 4Gi" },
    cpuRequest: { type: "text", description: "The highest CPU request" },
    memoryRequest: { type: "text", description: "The highest memory request" },
  },
  messages: { exceeds: "{owner} has a {called} of {amount}, more than the allowed {most}" },
  check(pod, { options, report, undecided }) {
    const owners = [
      { resources: pod.field.at("resources"), about: {}, owner: pod.resource.label },
      ...pod.containers.map((container) => ({
        resources: container.field.at("resources"),
        about: { container },
        owner: `container "${container.name}"`,
      })),
    ];
    for (const { option, path, called } of amounts) {
      const most = optionText(options, option);
      const highest = most === undefined ? undefined : parseQuantity(most);
      if (most === undefined || highest === undefined) continue;
      for (const { resources, about, owner } of owners) {
        const at = resources.at(...path);
        if (at.undecided) undecided(at);
        const written = at.text();
        const amount = written === undefined ? undefined : parseQuantity(written);
        if (written !== undefined && amount !== undefined && amount > highest)
          report({ at, ...about, message: "exceeds", args: { owner, called, amount: written, most } });
      }
    }
  },
});

export const docs = {
  what: "A container or pod asks for more CPU or memory, or may use more, than your organisation allows.",
  why: "One workload that may take half of a node crowds out the others when it runs wild or mines coins for somebody. An upper bound keeps the damage to what was planned for.",
  legitimate: "Databases and training jobs on nodes of their own: except them in the configuration.",
  how: "Lower the amount, or split the work over several pods. The rule is silent until a maximum is configured; a ResourceQuota or LimitRange enforces the same in the cluster.",
  references: [
    {
      title: "Kubernetes: Resource management for pods and containers",
      url: "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    },
    { title: "Kubernetes: Limit ranges", url: "https://kubernetes.io/docs/concepts/policy/limit-range/" },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1496"] },
  peers: {
    kubeaudit: ["limits/LimitsCPUExceeded", "limits/LimitsMemoryExceeded"],
    gatekeeper: ["general/containerlimits", "general/containerrequests"],
    "azure-policy": ["ContainerResourceLimits", "WindowsContainerResourceLimits"],
    kubescape: ["C-0303"],
  },
  examples: {
    options: { memoryLimit: "4Gi" },
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
          memory: 64Gi
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
          memory: 4096Mi
`,
  },
} satisfies RuleDocs;
