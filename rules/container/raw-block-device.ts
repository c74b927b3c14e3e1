import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "raw-block-device",
  title: "Raw block device",
  on: "container",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["container.volumeDevices"],
  messages: {
    device: 'container "{container}" gets the volume "{volume}" as a raw device, without a file system',
  },
  check({ name, field }, { report }) {
    for (const device of field.at("volumeDevices").items()) {
      const at = device.at("devicePath");
      report({
        at: at.exists ? at : device,
        message: "device",
        args: { container: name, volume: device.at("name").text() ?? "" },
      });
    }
  },
});

export const docs = {
  what: "The container gets a volume as a block device (`volumeDevices`) instead of a mounted file system.",
  why: "On a raw device neither permissions nor `readOnly` nor `fsGroup` count: whoever may open it reads and overwrites everything, deleted files of its last user included, if the storage does not wipe them. A crafted file system on it attacks the kernel of whoever mounts it later.",
  legitimate: "Databases and storage systems (Ceph, Longhorn, some DBMS) that manage their disk themselves.",
  how: "Use `volumeMounts` with a PersistentVolumeClaim of `volumeMode: Filesystem` unless the program really wants a device.",
  references: [
    {
      title: "Kubernetes: Raw block volume support",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#raw-block-volume-support",
    },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeDevices:
        - name: data
          devicePath: /dev/xvda
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
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
        - name: data
          mountPath: /data
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: web
`,
  },
} satisfies RuleDocs;
