import { defineRule, type RuleDocs } from "../../engine/rule";
import { mountedVolumes, sourcesOf } from "../shared/mounts";

export default defineRule({
  id: "workload-mounts-configmap",
  title: "Workload that mounts a ConfigMap",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["container.volumeMounts.*.name", "pod.volumes.*.configMap.name"],
  messages: { volume: 'container "{container}" mounts the ConfigMap "{name}"' },
  check(pod, { report }) {
    for (const { container, at, volume } of mountedVolumes(pod))
      for (const source of sourcesOf(volume, "configMap"))
        report({
          at,
          container,
          message: "volume",
          args: { container: container.name, name: source.text() ?? "" },
        });
  },
});

export const docs = {
  what: "The workload mounts a ConfigMap. This is an inventory: it helps to see which pods change their behaviour when a ConfigMap is edited.",
  why: "Whoever may change the ConfigMap changes what these pods do: endpoints, feature switches, sometimes scripts that are run. Credentials that were put there by mistake are readable in all of them.",
  legitimate: "Always: that is what ConfigMaps are for.",
  how: "Mark ConfigMaps that do not change as `immutable: true`, and watch who may edit those that hold scripts.",
  references: [
    {
      title: "Kubernetes: ConfigMaps",
      url: "https://kubernetes.io/docs/concepts/configuration/configmap/",
    },
  ],
  frameworks: {},
  peers: { kubescape: ["C-0258"] },
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
        - name: settings
          mountPath: /settings
          readOnly: true
  volumes:
    - name: settings
      configMap:
        name: web
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
      emptyDir: {}
`,
  },
} satisfies RuleDocs;
