import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "share-process-namespace",
  title: "Containers see each other's processes",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "hipaa"],
  fields: ["pod.shareProcessNamespace"],
  fix: "review",
  messages: { shared: "the containers of {resource} see each other's processes" },
  check(pod, { report }) {
    const at = pod.field.at("shareProcessNamespace");
    if (at.boolean() !== true || pod.containers.length < 2) return;
    report({
      at,
      message: "shared",
      args: { resource: pod.resource.label },
      fix: () => ({ title: "Remove shareProcessNamespace", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "`shareProcessNamespace: true` puts all containers of the pod into one process namespace.",
  why: "Every container then reads the command lines of the others, and as the same user their environment and, through `/proc/<pid>/root`, their files: the secrets of the program are those of every sidecar. They can be sent signals as well.",
  legitimate: "A sidecar that reloads the main program by a signal, and pods that are being debugged.",
  how: "Remove the key. Let the program watch its configuration file itself, and use `kubectl debug --target` for debugging.",
  references: [
    {
      title: "Kubernetes: Share process namespace between containers in a pod",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"] },
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  shareProcessNamespace: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
    - name: sidecar
      image: registry.example/sidecar:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
    - name: sidecar
      image: registry.example/sidecar:1.4.2
`,
  },
} satisfies RuleDocs;
