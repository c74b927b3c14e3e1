import { defineRule, type RuleDocs } from "../../engine/rule";
import { deployments, podLifecycle } from "../shared/reliabilityReferences";

export default defineRule({
  id: "naked-pod",
  title: "Pod without a controller",
  on: "resource",
  kinds: ["Pod"],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.metadata.ownerReferences"],
  messages: { naked: "{resource} is not started again elsewhere when its node fails" },
  check({ root, metadata, label }, { report }) {
    if (metadata.at("ownerReferences").items().length > 0) return;
    const annotations = metadata.at("annotations");
    // Tests and hooks of Helm run once; the kubelet looks after static pods, which are those of the control plane.
    if (annotations.at("helm.sh/hook").present || annotations.at("kubernetes.io/config.mirror").present)
      return;
    if (metadata.at("labels", "tier").string() === "control-plane") return;
    const kind = root.at("kind");
    report({ at: kind.exists ? kind : root, message: "naked", args: { resource: label } });
  },
});

export const docs = {
  what: "A pod that stands for itself is tied to the node it was first placed on. Nothing watches whether it still runs somewhere.",
  why: "When the node fails, is drained or replaced by the autoscaler, the pod is gone and stays gone. It can be neither updated without a gap nor scaled, and most of its fields can no longer be changed once it runs.",
  legitimate:
    "Static pods of a node, debugging pods, and test hooks of a chart (those that carry `helm.sh/hook` or the label `tier: control-plane` are not reported).",
  how: "Make it the template of a Deployment, or of a StatefulSet if it has a volume of its own, a DaemonSet if it belongs on every node, a Job if it ends.",
  references: [podLifecycle, deployments],
  frameworks: {},
  peers: {
    kubescape: ["C-0073"],
    kyverno: ["other/prevent-bare-pods", "cleanup/clean-bare-pods", "other/restrict-jobs"],
    "azure-policy": ["BlockNakedPods"],
    datree: ["K8S_INCORRECT_KIND_VALUE_POD"],
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
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
