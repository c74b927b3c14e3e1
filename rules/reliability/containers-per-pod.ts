import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "containers-per-pod",
  title: "Too many containers in a pod",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["pod.containers"],
  options: {
    maximum: {
      type: "number",
      description: "The most containers a pod may have, init containers not counted.",
    },
  },
  messages: { many: "the pod of {resource} has {count} containers, the most is {maximum}" },
  check({ field, resource, containers }, { report, options }) {
    const { maximum } = options;
    if (typeof maximum !== "number") return;
    const count = containers.filter(({ list }) => list === "containers").length;
    if (count > maximum)
      report({
        at: field.at("containers"),
        message: "many",
        args: { resource: resource.label, count, maximum },
      });
  },
});

export const docs = {
  what: "The pod has more containers than the option `maximum` allows. Without the option nothing is reported.",
  why: "Containers of one pod live and die together: they are placed on the same node, scaled by the same number and restarted by the same rollout, share the network and often the volumes. Programs that only happen to be used together lose their independence that way, and a break-in into one reaches the others.",
  legitimate:
    "A program with helpers that belong to it: a proxy, a log shipper, an agent that refreshes credentials.",
  how: "Move programs that can stand alone into workloads of their own and let them talk through Services.",
  references: [
    {
      title: "Kubernetes: Pods, how pods manage multiple containers",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/#how-pods-manage-multiple-containers",
    },
    {
      title: "Kubernetes: Sidecar containers",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/",
    },
  ],
  frameworks: {},
  peers: { kyverno: ["other/limit-containers-per-pod", "other/restrict-pod-count"] },
  examples: {
    options: { maximum: 1 },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
    - name: db
      image: registry.example/db:16.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
