import { defineRule, type RuleDocs } from "../../engine/rule";
import { volumesPage } from "../shared/references";

export default defineRule({
  id: "persistent-volume-host-path",
  title: "PersistentVolume on the node's own disk",
  on: "resource",
  kinds: ["PersistentVolume"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.hostPath.path"],
  messages: { hostPath: '{resource} gives its pods "{path}" of the node' },
  check({ root, label }, { report }) {
    const hostPath = root.at("spec", "hostPath");
    if (!hostPath.isMap) return;
    const path = hostPath.at("path");
    report({
      at: path.exists ? path : hostPath,
      message: "hostPath",
      args: { resource: label, path: path.text() ?? "" },
    });
  },
});

export const docs = {
  what: "The PersistentVolume is a directory of whatever node the pod lands on. A pod that claims it uses `persistentVolumeClaim`, which every Pod Security level allows, and gets a `hostPath` all the same.",
  why: "It goes around the ban on `hostPath` volumes: depending on the path, a broken-into pod reads the kubelet's credentials, other pods' data or changes what the node starts. The data also stays behind on one node, readable by the next claim.",
  legitimate:
    "Clusters of one node for tests. For local disks in production use `spec.local` with a node affinity and a directory made for it.",
  how: "Use a StorageClass with a CSI driver, or `spec.local` for a disk of the node.",
  references: [
    volumesPage,
    {
      title: "Kubernetes: Types of persistent volumes",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#types-of-persistent-volumes",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { kyverno: ["other/limit-hostpath-type-pv"] },
  examples: {
    bad: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  hostPath:
    path: /var/lib/data
`,
    good: `apiVersion: v1
kind: PersistentVolume
metadata:
  name: data
spec:
  capacity: { storage: 10Gi }
  accessModes: [ReadWriteOnce]
  csi:
    driver: ebs.csi.aws.com
    volumeHandle: vol-0123456789abcdef0
`,
  },
} satisfies RuleDocs;
