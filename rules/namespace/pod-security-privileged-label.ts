import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import {
  enforcedLevel,
  isSystemNamespace,
  namespaceLabelsTask,
  podSecurityAdmission,
} from "../shared/namespaceLevels";

export default defineRule({
  id: "pod-security-privileged-label",
  title: "Pod Security switched off for a namespace",
  on: "resource",
  kinds: ["Namespace"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.labels.pod-security.kubernetes.io/enforce"],
  fix: "review",
  messages: { privileged: "{resource} switches Pod Security off" },
  check(resource, { report }) {
    const { at, level } = enforcedLevel(resource);
    if (level !== "privileged" || isSystemNamespace(resource.name)) return;
    report({
      at,
      message: "privileged",
      args: { resource: resource.label },
      fix: () => ({ title: "Enforce the level baseline", safety: "review", edits: [set(at, "baseline")] }),
    });
  },
});

export const docs = {
  what: "`pod-security.kubernetes.io/enforce: privileged` admits every pod, and overrules the level that the cluster sets for namespaces without a label.",
  why: "The label is often put there to get one pod running and then holds for all. Whoever may create pods in this namespace gets root on the nodes with a privileged container or a mounted host directory.",
  legitimate:
    "Storage drivers, network plugins, monitoring agents that look at the node. Give them a namespace of their own where nobody else may create pods.",
  how: "Change the label to `baseline`. What needs more moves to another namespace.",
  references: [podSecurityAdmission, namespaceLabelsTask],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K04"], "owasp-2025": ["K04"], mitre: ["T1610"] },
  peers: { kyverno: ["psa/deny-privileged-profile", "psa/add-privileged-existing-namespaces"] },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: privileged
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    pod-security.kubernetes.io/enforce: baseline
`,
  },
} satisfies RuleDocs;
