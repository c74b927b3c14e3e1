import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "emptydir-size-limit",
  title: "Temporary volume without a size limit",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.volumes.*.emptyDir.sizeLimit"],
  fix: "review",
  messages: {
    disk: 'nothing limits the volume "{volume}" on the disk of the node',
    memory: 'nothing limits the volume "{volume}" in the memory of the node',
  },
  check(pod, { report }) {
    for (const volume of pod.volumes) {
      const emptyDir = volume.at("emptyDir");
      const at = emptyDir.at("sizeLimit");
      if (!emptyDir.exists || emptyDir.undecided || at.present) continue;
      const name = volume.at("name").text() ?? "";
      const inMemory = emptyDir.at("medium").string() === "Memory";
      if (isBounded(pod, name, inMemory ? "memory" : "ephemeral-storage")) continue;
      report({
        at,
        place: volume.at("name").exists ? volume.at("name") : emptyDir,
        missing: true,
        message: inMemory ? "memory" : "disk",
        args: { volume: name },
        fix: () => ({
          title: "Set sizeLimit to 1Gi, to be tuned",
          safety: "review",
          edits: [set(at, "1Gi")],
        }),
      });
    }
  },
});

/** What containers write to an emptyDir counts for their limits (Local ephemeral storage; tmpfs counts as memory). */
function isBounded(pod: PodSpecView, volume: string, resource: string): boolean {
  const users = pod.containers.filter(({ field }) =>
    field
      .at("volumeMounts")
      .items()
      .some((mount) => mount.at("name").text() === volume),
  );
  return users.length > 0 && users.every(({ field }) => field.at("resources", "limits", resource).present);
}

export const docs = {
  what: "An emptyDir volume has neither a `sizeLimit` nor containers whose own limits count for it, so that it may grow until the node's disk, or its memory, is full.",
  why: "Temporary files are what an outsider fills most easily: uploads, caches, logs. A node under disk pressure evicts the pods of others as well, and takes no new ones.",
  legitimate: "Volumes that only ever hold a socket or a few small files.",
  how: "Set `sizeLimit`: the kubelet evicts just this pod once it is exceeded. A limit of `ephemeral-storage` on every container that mounts the volume does as well.",
  references: [
    {
      title: "Kubernetes: emptyDir",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir",
    },
    {
      title: "Kubernetes: Local ephemeral storage",
      url: "https://kubernetes.io/docs/concepts/storage/ephemeral-storage/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1499"] },
  peers: { kyverno: ["other/require-emptydir-requests-and-limits", "other/add-emptydir-sizelimit"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: cache
      emptyDir: {}
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: cache
      emptyDir:
        sizeLimit: 512Mi
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: cache
      emptyDir: { sizeLimit: 1Gi }
`,
  },
} satisfies RuleDocs;
