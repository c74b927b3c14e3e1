import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportAdded } from "../shared/capabilities";
import { baselineLevel, capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "capability-sys-module-added",
  title: "Capability SYS_MODULE",
  on: "container",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    reportAdded(container, context, ({ name }) => name === "SYS_MODULE");
  },
});

export const docs = {
  what: "The container adds the capability `SYS_MODULE`, which allows loading modules into the kernel.",
  why: "The kernel belongs to the node. A module runs with all its rights, outside of any container, and can hide itself there: whoever may load one has taken over the node and all its pods.",
  legitimate:
    "Agents that install drivers, for GPUs or network cards. Load the modules when the node is set up instead, or from an init container in a namespace of its own.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [baselineLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611", "T1547.006"],
  },
  peers: { trivy: ["KSV-0120"] },
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
            - SYS_MODULE
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
