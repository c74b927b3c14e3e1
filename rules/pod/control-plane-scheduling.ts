import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

const controlPlane = /^node-role\.kubernetes\.io\/(?:control-plane|controlplane|master|etcd)$/;

export default defineRule({
  id: "control-plane-scheduling",
  title: "Pod on the control plane",
  on: "podSpec",
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.tolerations.*.key", "pod.nodeSelector", "pod.affinity.nodeAffinity"],
  messages: {
    tolerated: '{resource} tolerates the taint "{key}" of the control plane',
    everything: "{resource} tolerates every taint, that of the control plane included",
    selected: '{resource} asks for nodes of the control plane by "{key}"',
  },
  check(pod, { report }) {
    const resource = pod.resource.label;
    // A DaemonSet is there to run on every node.
    const severity = pod.resource.kind === "DaemonSet" ? "low" : "medium";
    for (const toleration of pod.field.at("tolerations").items()) {
      const at = toleration.at("key");
      const key = at.text() ?? "";
      const operator = toleration.at("operator");
      if (controlPlane.test(key)) report({ at, message: "tolerated", args: { resource, key }, severity });
      // Without an effect, or with that of the control plane's taint.
      else if (key === "" && operator.string() === "Exists" && !toleration.at("effect").present)
        report({ at: operator, message: "everything", args: { resource }, severity });
    }
    for (const at of selectors(pod)) {
      const key = at.text() ?? "";
      if (controlPlane.test(key)) report({ at, message: "selected", args: { resource, key } });
    }
    for (const at of pod.field.at("nodeSelector").entries()) {
      const key = String(at.key);
      if (controlPlane.test(key)) report({ at, mark: "key", message: "selected", args: { resource, key } });
    }
  },
});

/** The keys of node affinity by which nodes are chosen, not avoided. */
function selectors(pod: PodSpecView): Field[] {
  const affinity = pod.field.at("affinity", "nodeAffinity");
  const required = affinity.at("requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms").items();
  const preferred = affinity.at("preferredDuringSchedulingIgnoredDuringExecution").items();
  return [...required, ...preferred.map((term) => term.at("preference"))]
    .flatMap((term) => term.at("matchExpressions").items())
    .filter((expression) => /^(?:Exists|In)$/.test(expression.at("operator").string() ?? ""))
    .map((expression) => expression.at("key"));
}

export const docs = {
  what: "Tolerations, a node selector or node affinity let the pod run on nodes of the control plane, or send it there.",
  why: "On those nodes lie the keys of the cluster, etcd's data and the administrator's kubeconfig. A way out of a container that costs one worker elsewhere costs the whole cluster there.",
  legitimate:
    "Node agents that must run on every node (network, logs, metrics), and parts of the control plane. Clusters of one node too.",
  how: "Remove the toleration or the selector. A DaemonSet that is only needed on workers does without.",
  references: [
    {
      title: "Kubernetes: Taints and tolerations",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1610", "T1611"] },
  peers: {
    kyverno: [
      "other/restrict-controlplane-scheduling",
      "other/restrict-node-selection",
      "other/restrict-node-affinity",
    ],
    "azure-policy": ["ReservedSystemPoolTaints"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: node-role.kubernetes.io/control-plane
      operator: Exists
      effect: NoSchedule
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  tolerations:
    - key: example.com/gpu
      operator: Exists
      effect: NoSchedule
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
