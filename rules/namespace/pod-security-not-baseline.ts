import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { enforcedLevel, isSystemNamespace, namespaceLabelsTask } from "../shared/namespaceLevels";
import { baselineLevel } from "../shared/references";

export default defineRule({
  id: "pod-security-not-baseline",
  title: "Namespace that admits privileged pods",
  on: "resource",
  kinds: ["Namespace"],
  severity: "high",
  confidence: "medium",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.labels.pod-security.kubernetes.io/enforce"],
  coveredBy: ["pod-security-label-missing", "pod-security-privileged-label"],
  fix: "review",
  messages: {
    missing: "{resource} enforces no Pod Security level, so that privileged pods are admitted",
    privileged: "{resource} enforces the level that admits privileged pods",
  },
  check(resource, { report, minor }) {
    const { at, place, level } = enforcedLevel(resource);
    if (minor < 23 || isSystemNamespace(resource.name)) return;
    if (level !== "none" && level !== "privileged") return;
    report({
      at,
      place,
      message: level === "none" ? "missing" : "privileged",
      args: { resource: resource.label },
      missing: level === "none",
      fix: () => ({ title: "Enforce the level baseline", safety: "review", edits: [set(at, "baseline")] }),
    });
  },
});

export const docs = {
  what: "The label `pod-security.kubernetes.io/enforce` is absent or says `privileged`. Labels for `warn` and `audit` alone refuse nothing.",
  why: "Baseline is what stands between running a pod and owning the node: it refuses privileged containers, host namespaces, paths of the node's disk and dangerous capabilities. Without it every account that may create pods, and every controller that does so for somebody, can break out.",
  legitimate:
    "Namespaces of storage drivers, network plugins and node agents, which need the node. Keep those few apart, and few people in them.",
  how: "Set the label to `baseline`, or better `restricted`. `kubectl label --dry-run=server --overwrite ns NAME pod-security.kubernetes.io/enforce=baseline` says which running pods would not be admitted.",
  references: [baselineLevel, namespaceLabelsTask],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K04"],
    "owasp-2025": ["K04"],
    cis: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "5.2.2", "5.2.8", "5.2.11", "5.2.12", "5.2.13"],
    mitre: ["T1610", "T1611"],
  },
  peers: {
    kubescape: ["C-0193", "C-0194", "C-0195", "C-0196", "C-0199", "C-0202", "C-0203", "C-0204"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/warn: restricted
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/warn: restricted
    pod-security.kubernetes.io/enforce: baseline
`,
  },
} satisfies RuleDocs;
