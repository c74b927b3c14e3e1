import { defineRule, type RuleDocs } from "../../engine/rule";
import { baselineCapabilities, reportAdded } from "../shared/capabilities";
import { baselineLevel, capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "capabilities-added-beyond-baseline",
  title: "Capability beyond the default set",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  coveredBy: [
    "capability-net-raw-added",
    "capability-sys-admin-added",
    "capability-sys-module-added",
    "dangerous-capabilities-added",
  ],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    reportAdded(container, context, ({ written }) => !baselineCapabilities.has(written));
  },
});

export const docs = {
  what: "The container adds a capability that the baseline level of the Pod Security Standards does not allow. It allows those that container runtimes grant by default, except `NET_RAW`, and wants them spelt in capitals and without `CAP_`.",
  why: "Every further capability is a piece of root's power. A compromised program can use it against the node and the other pods, and a namespace that enforces the baseline level refuses the pod.",
  legitimate:
    "Programs that change the clock, lock memory or raise their priority (`SYS_TIME`, `IPC_LOCK`, `SYS_NICE`). Grant it to the one container that needs it.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [baselineLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
  },
  peers: {
    psa: ["capabilities_baseline"],
    kyverno: [
      "pod-security/disallow-capabilities",
      "istio/service-mesh-disallow-capabilities",
      "psp-migration/psp-restrict-adding-capabilities",
    ],
    gatekeeper: ["pod-security-policy/capabilities"],
    "azure-policy": ["ContainerAllowedCapabilities"],
    datree: ["EKS_INVALID_CAPABILITIES_EKS"],
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
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
            - SYS_TIME
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
`,
  },
} satisfies RuleDocs;
