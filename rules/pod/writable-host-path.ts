import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "writable-host-path",
  title: "Directory of the node mounted writable",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.volumeMounts.*.readOnly"],
  fix: "review",
  messages: {
    writable: 'container "{container}" can write to "{path}" of the node',
  },
  check(container, { report }) {
    const mounts = container.field.at("volumeMounts").items();
    if (mounts.length === 0) return;
    const paths = new Map(
      container.pod.volumes.map((volume) => [volume.at("name").text(), volume.at("hostPath", "path").text()]),
    );
    for (const mount of mounts) {
      const name = mount.at("name");
      const path = paths.get(name.text());
      const at = mount.at("readOnly");
      if (path === undefined || at.boolean() === true) continue;
      report({
        at,
        place: name,
        message: "writable",
        args: { container: container.name, path },
        missing: !at.present,
        fix: () => ({ title: "Mount it read-only", safety: "review", edits: [set(at, true)] }),
      });
    }
  },
});

export const docs = {
  what: "A directory of the node is mounted into the container without `readOnly: true`. A mount is writable unless it says otherwise.",
  why: "What the container writes stays on the node after the pod is gone, and other programs of the node may read or run it. That is how a break-in into one container becomes one into the node, and how it survives a restart.",
  legitimate:
    "Drivers and agents whose work is to put files on the node: network plugins, storage drivers. Suppress the finding there with the reason.",
  how: "Set `readOnly: true` on the mount. Where the program must write, use a PersistentVolumeClaim or an emptyDir.",
  references: [
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
    {
      title: "Kubernetes: Read-only mounts",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#read-only-mounts",
    },
  ],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611", "T1543"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0045"],
    "kube-linter": ["writable-host-mount"],
    kics: ["b7652612-de4e-4466-a0bf-1cd81f0c6063"],
    kyverno: ["other/ensure-readonly-hostpath"],
    datree: ["EKS_INVALID_HOSTPATH_MOUNT_READONLY_VALUE"],
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
      volumeMounts:
        - name: zones
          mountPath: /zones
  volumes:
    - name: zones
      hostPath:
        path: /usr/share/zoneinfo
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: zones
          mountPath: /zones
          readOnly: true
  volumes:
    - name: zones
      hostPath:
        path: /usr/share/zoneinfo
`,
  },
} satisfies RuleDocs;
