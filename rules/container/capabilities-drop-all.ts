import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { capabilityName, runtimeCapabilities } from "../shared/capabilities";
import { isExemptWindowsPod, outsidePodSecurity, restrictedLevelOnly } from "../shared/podSecurity";
import { capabilitiesManual, restrictedLevel } from "../shared/references";

const rule = defineRule({
  id: "capabilities-drop-all",
  title: "Default capabilities kept",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "pss-restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.drop"],
  fix: "review",
  messages: {
    kept: 'container "{container}" does not drop all capabilities',
    spelling: 'container "{container}" drops "{written}", which Pod Security does not take for ALL',
  },
  check({ name, pod, securityContext }, { minor, report, undecided }) {
    if (isExemptWindowsPod(pod, minor)) return;
    const at = securityContext.at("capabilities", "drop");
    const items = at.items();
    if (items.some((item) => item.string() === "ALL")) return;
    const unknown = items.find((item) => item.undecided);
    if (unknown) return undecided(unknown);
    const dropped = new Set(items.map((item) => capabilityName(item.string() ?? "")));
    const isDropped = [...runtimeCapabilities].every((capability) => dropped.has(capability));
    const misspelt = items.find((item) => capabilityName(item.string() ?? "") === "ALL");
    // Part of the restricted level since 1.22 (`capabilities_restricted`), which asks for `ALL` by the letter. Container
    // runtimes take it in any case, and to drop what they grant by name leaves nothing either.
    const asked = minor >= 22 ? rule.profiles : outsidePodSecurity(rule.profiles);
    const profiles =
      misspelt || isDropped ? asked.filter((profile) => restrictedLevelOnly.includes(profile)) : asked;
    const written = misspelt?.string();
    if (misspelt && written !== undefined)
      report({
        at: misspelt,
        message: "spelling",
        args: { container: name, written },
        profiles,
        fix: () => ({ title: "Write ALL", safety: "review", edits: [set(misspelt, "ALL")] }),
      });
    else
      report({
        at,
        missing: true,
        ...(at.exists && { place: at }),
        message: "kept",
        args: { container: name },
        profiles,
        fix: () => ({ title: "Drop all capabilities", safety: "review", edits: [set(at, ["ALL"])] }),
      });
  },
});

export default rule;

export const docs = {
  what: "The container does not drop all capabilities, so it keeps the dozen that its container runtime grants by default.",
  why: "The default set lets root in the container change owners of files, become any user and make device files. A program that was taken over can use that; few programs ever need it.",
  legitimate:
    "Programs that start as root and need some of the default set: drop `ALL` and add back what they need.",
  how: "Set `capabilities.drop: [ALL]`, in capitals, in the security context of the container (the pod's has no such setting). Add `NET_BIND_SERVICE` where the program listens on a port below 1024.",
  references: [restrictedLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["5.2.9"],
    mitre: ["T1611"],
  },
  peers: {
    trivy: ["KSV-0003"],
    checkov: ["CKV_K8S_37"],
    polaris: ["insecureCapabilities"],
    kubeaudit: ["capabilities/CapabilityShouldDropAll", "capabilities/CapabilityOrSecurityContextMissing"],
    kubesec: ["CapDropAll"],
    psa: ["capabilities_restricted"],
    kyverno: ["best-practices/drop-all-capabilities"],
    "azure-policy": [
      "MutateContainerAllowedCapabilitiesContainers",
      "MutateContainerAllowedCapabilitiesInitContainers",
    ],
    "kube-bench": ["cis-1.12/5.2.9"],
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
          add:
            - NET_BIND_SERVICE
          drop:
            - ALL
`,
  },
} satisfies RuleDocs;
