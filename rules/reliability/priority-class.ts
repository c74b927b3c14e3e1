import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";

export default defineRule({
  id: "priority-class",
  title: "No priority class, or not an agreed one",
  on: "podSpec",
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: ["pod.priorityClassName"],
  options: {
    allowed: {
      type: "texts",
      description:
        "The priority classes that pods may name; `*` stands for any text. Any, where it is not set.",
    },
  },
  messages: {
    missing: "{resource} names no priority class",
    other: '{resource} names the priority class "{name}", which is not among the allowed ones',
  },
  check({ field, resource }, { report, undecided, options }) {
    const at = field.at("priorityClassName");
    if (at.undecided) return undecided(at);
    const name = at.string();
    if (!name) report({ at, message: "missing", args: { resource: resource.label }, missing: true });
    else {
      const allowed = optionTexts(options, "allowed");
      if (allowed && !matchesAny(name, allowed))
        report({ at, message: "other", args: { resource: resource.label, name } });
    }
  },
});

export const docs = {
  what: "The pod does not say how important it is, or names a priority class that is not on your list.",
  why: "When nodes are full, the scheduler makes room for important pods by ending less important ones. Pods without a class get the cluster's default, usually 0, so the login service and a nightly report are worth the same. The other way round, a pod with a class that is too high pushes out others.",
  legitimate:
    "Clusters without priority classes of their own need none. The rule is for teams that have agreed on a set.",
  how: "Name a class in `priorityClassName`, and list the agreed ones in the option `allowed`. Keep `system-cluster-critical` and `system-node-critical` for what the cluster itself needs.",
  references: [
    {
      title: "Kubernetes: Pod priority and preemption",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/",
    },
  ],
  frameworks: {},
  peers: {
    polaris: ["priorityClassNotSet"],
    "kube-linter": ["priority-class-name"],
    kyverno: [
      "other/require-pod-priorityclassname",
      "other/allowed-podpriorities",
      "other/add-pod-priorityclassname",
    ],
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
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  priorityClassName: customer-facing
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
