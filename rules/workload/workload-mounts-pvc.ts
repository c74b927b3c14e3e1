import { defineRule, type RuleDocs } from "../../engine/rule";
import { mountedVolumes } from "../shared/mounts";

export default defineRule({
  id: "workload-mounts-pvc",
  title: "Workload with persistent data",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["container.volumeMounts.*.name", "pod.volumes.*.persistentVolumeClaim.claimName"],
  messages: { claim: 'container "{container}" keeps data in the claim "{claim}"' },
  check(pod, { report }) {
    for (const { container, at, volume } of mountedVolumes(pod)) {
      const claim = volume.at("persistentVolumeClaim", "claimName").text();
      if (claim !== undefined)
        report({ at, container, message: "claim", args: { container: container.name, claim } });
    }
  },
});

export const docs = {
  what: "The workload mounts a PersistentVolumeClaim. This is an inventory of the pods that hold data which outlives them.",
  why: "Here lies what somebody would copy, encrypt for ransom or hide a foothold in. Whoever may create pods in the namespace can mount the same claim.",
  legitimate: "Always, where the program keeps data.",
  how: "Encrypt the volume, back it up, and mount it with `readOnly: true` where a container only reads.",
  references: [
    {
      title: "Kubernetes: Persistent volumes",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/",
    },
  ],
  frameworks: {},
  peers: { kubescape: ["C-0257"] },
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
        - name: data
          mountPath: /data
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
      emptyDir: {}
`,
  },
} satisfies RuleDocs;
