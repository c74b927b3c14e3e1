import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { enforcedLevel, isSystemNamespace, namespaceLabelsTask } from "../shared/namespaceLevels";
import { restrictedLevel } from "../shared/references";

export default defineRule({
  id: "pod-security-not-restricted",
  title: "Namespace that admits pods as root",
  on: "resource",
  kinds: ["Namespace"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.labels.pod-security.kubernetes.io/enforce"],
  coveredBy: ["pod-security-label-missing", "pod-security-not-baseline", "pod-security-privileged-label"],
  fix: "review",
  messages: {
    missing: "{resource} enforces no Pod Security level, so that pods run as root with any capability",
    weaker: '{resource} enforces the level "{level}", so that pods may run as root',
  },
  check(resource, { report, minor }) {
    const { at, place, level } = enforcedLevel(resource);
    if (minor < 23 || isSystemNamespace(resource.name)) return;
    if (level === undefined || level === "restricted") return;
    report({
      at,
      place,
      message: level === "none" ? "missing" : "weaker",
      args: { resource: resource.label, level },
      missing: level === "none",
      fix: () => ({
        title: "Enforce the level restricted",
        safety: "review",
        edits: [set(at, "restricted")],
      }),
    });
  },
});

export const docs = {
  what: "The namespace does not enforce the level `restricted`. Pods may run as root, gain privileges by setuid programs, keep the default capabilities and go without a seccomp filter.",
  why: "Root in a container is one flaw of the kernel or the runtime away from root on the node, and with the default capabilities more of those flaws can be reached. `restricted` closes what most programs never needed.",
  legitimate:
    "Programs that cannot do without, such as those that bind low ports as root or change files of others. Put them into a namespace with `baseline` and keep the rest here.",
  how: "Set `pod-security.kubernetes.io/warn: restricted`, put right what `kubectl apply` then warns about (kubehint's profile `pss-restricted` lists the same), and set `enforce: restricted`.",
  references: [restrictedLevel, namespaceLabelsTask],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    cis: ["4.2.5", "5.2.6", "5.2.7", "5.2.9", "5.2.10", "4.2.8"],
    mitre: ["T1610", "T1611"],
  },
  peers: { kubescape: ["C-0197", "C-0198", "C-0200", "C-0201"] },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: restricted
`,
  },
} satisfies RuleDocs;
