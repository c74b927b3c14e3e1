import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "pvc-not-read-write-once-pod",
  title: "Volume that several pods may write",
  on: "resource",
  kinds: ["PersistentVolumeClaim"],
  severity: "low",
  confidence: "low",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.spec.accessModes.*"],
  fix: "review",
  messages: { shared: '{resource} may be written by several pods: "{mode}"' },
  check({ root, label }, { report, minor }) {
    // ReadWriteOncePod came with 1.22 and is there without a feature gate since 1.27.
    if (minor < 27) return;
    for (const at of root.at("spec", "accessModes").items()) {
      const mode = at.string();
      if (mode !== "ReadWriteOnce" && mode !== "ReadWriteMany") continue;
      report({
        at,
        message: "shared",
        args: { resource: label, mode },
        // Who writes ReadWriteMany has several pods.
        ...(mode === "ReadWriteOnce"
          ? {
              fix: () => ({
                title: "Set to ReadWriteOncePod",
                safety: "review" as const,
                edits: [set(at, "ReadWriteOncePod")],
              }),
            }
          : {}),
      });
    }
  },
});

export const docs = {
  what: "The access mode is not `ReadWriteOncePod`. `ReadWriteOnce` limits a volume to one node, not to one pod: every pod there that names the claim may write to it.",
  why: "Another pod of the namespace can mount the claim next to the program it belongs to, read its data and put files there. Two writers that know nothing of each other also damage databases.",
  legitimate:
    "Volumes that are meant to be shared, and Deployments that replace a pod on the same node before the old one is gone. Drivers other than CSI do not know the mode.",
  how: "Use `ReadWriteOncePod` where exactly one pod writes, as with most StatefulSets. The access modes of a claim that exists cannot be changed; it has to be made anew.",
  references: [
    {
      title: "Kubernetes: Access modes",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { kyverno: ["other/readwriteonce-pod"] },
  examples: {
    bad: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - ReadWriteOnce
  resources: { requests: { storage: 1Gi } }
`,
    good: `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes:
    - ReadWriteOncePod
  resources: { requests: { storage: 1Gi } }
`,
  },
} satisfies RuleDocs;
