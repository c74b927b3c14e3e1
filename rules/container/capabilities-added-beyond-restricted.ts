import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportAdded } from "../shared/capabilities";
import { isExemptWindowsPod, outsidePodSecurity } from "../shared/podSecurity";
import { capabilitiesManual, restrictedLevel } from "../shared/references";

const rule = defineRule({
  id: "capabilities-added-beyond-restricted",
  title: "Capability added",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "pss-restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  coveredBy: [
    "capability-net-raw-added",
    "capability-sys-admin-added",
    "capability-sys-module-added",
    "dangerous-capabilities-added",
    "capabilities-added-beyond-baseline",
  ],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    const { minor } = context;
    if (isExemptWindowsPod(container.pod, minor)) return;
    // Part of the restricted level since 1.22 (`capabilities_restricted`).
    const profiles = minor >= 22 ? rule.profiles : outsidePodSecurity(rule.profiles);
    reportAdded(container, context, ({ written }) => written !== "NET_BIND_SERVICE", profiles);
  },
});

export default rule;

export const docs = {
  what: "The container adds a capability other than `NET_BIND_SERVICE`, the only one that the restricted level of the Pod Security Standards allows.",
  why: "The capabilities of the default set look harmless and are pieces of root's power all the same: `DAC_OVERRIDE` reads any file in the container, `SETUID` becomes any user, `MKNOD` makes device files. A program that starts as an ordinary user needs none of them.",
  legitimate:
    "Programs that start as root and step down by themselves (`SETUID`, `SETGID`, `CHOWN`). Let them start as the right user instead.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [restrictedLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
  },
  peers: { trivy: ["KSV-0106"], kyverno: ["pod-security/disallow-capabilities-strict"] },
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
          add:
            - NET_BIND_SERVICE
`,
  },
} satisfies RuleDocs;
