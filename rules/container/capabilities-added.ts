import { defineRule, type RuleDocs } from "../../engine/rule";
import { addedCapabilities, reportAdded } from "../shared/capabilities";
import { capabilitiesManual, restrictedLevel } from "../shared/references";

const rule = defineRule({
  id: "capabilities-added",
  title: "Capability added",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  coveredBy: [
    "capabilities-added-beyond-baseline",
    "capabilities-added-beyond-restricted",
    "capability-net-raw-added",
    "capability-sys-admin-added",
    "capability-sys-module-added",
    "dangerous-capabilities-added",
  ],
  fix: "review",
  messages: { added: 'container "{container}" adds the capability {capability}' },
  check(container, context) {
    // The one capability that the restricted level lets a container add.
    const isBind = ({ name }: { name: string }) => name === "NET_BIND_SERVICE";
    reportAdded(container, context, (capability) => !isBind(capability), rule.profiles);
    if (addedCapabilities(container, context).some(isBind)) reportAdded(container, context, isBind, []);
  },
});

export default rule;

export const docs = {
  what: "The container asks for a capability: a part of root's power beyond what it would have otherwise.",
  why: "Each capability opens a part of the kernel to the program, and to whoever takes the program over. A list that has grown over the years is rarely checked against what the program does today.",
  legitimate:
    "Whenever the program needs it and `ALL` is dropped beside it. `NET_BIND_SERVICE`, for a port below 1024, is harmless and reported only when everything is asked for.",
  how: "Remove the capability and see whether the program still works. Listening on a high port and mapping it in the Service makes `NET_BIND_SERVICE` superfluous.",
  references: [restrictedLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-269"],
    cis: ["5.2.9"],
  },
  peers: {
    checkov: ["CKV_K8S_25"],
    trivy: ["KSV-0022"],
    kubeaudit: ["capabilities/CapabilityAdded"],
    kics: ["19ebaa28-fc86-4a58-bcfa-015c9e22fe40"],
    "kube-bench": ["cis-1.11/5.2.9"],
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
          drop:
            - ALL
          add:
            - CHOWN
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
          drop:
            - ALL
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          drop:
            - ALL
          add: []
`,
  },
} satisfies RuleDocs;
