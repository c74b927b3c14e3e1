import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isExemptWindowsPod } from "../shared/podSecurity";
import { capabilitiesManual, restrictedLevel } from "../shared/references";

export default defineRule({
  id: "capabilities-drop-missing",
  title: "No capability dropped",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.drop"],
  coveredBy: ["capabilities-drop-all"],
  fix: "review",
  messages: { missing: 'container "{container}" drops no capability' },
  check({ name, pod, securityContext }, { minor, report }) {
    if (isExemptWindowsPod(pod, minor)) return;
    const at = securityContext.at("capabilities", "drop");
    if (at.undecided || at.items().length > 0) return;
    report({
      at,
      missing: true,
      ...(at.exists && { place: at }),
      message: "missing",
      args: { container: name },
      fix: () => ({ title: "Drop all capabilities", safety: "review", edits: [set(at, ["ALL"])] }),
    });
  },
});

export const docs = {
  what: "The container drops no capability at all: its root user has everything that the container runtime grants by default.",
  why: "A capability is a part of root's power. The default ones suffice to change the owner of any file in the container, to become another user and to open raw network sockets, which is what an intruder wants first.",
  legitimate:
    "Programs that were written to run as root and use most of the default set. Rare: even package managers in containers need just four or five of them.",
  how: "Set `capabilities.drop: [ALL]` and add back by name what turns out to be missing.",
  references: [restrictedLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-754"],
    cis: ["5.2.9"],
  },
  peers: { trivy: ["KSV-0004"], kubesec: ["CapDropAny"], kics: ["268ca686-7fb7-4ae9-b129-955a2a89064e"] },
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
          drop: []
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
            - NET_RAW
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
          drop: [ALL]
`,
  },
} satisfies RuleDocs;
