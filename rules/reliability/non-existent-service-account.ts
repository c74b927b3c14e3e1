import { defineRule, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { serviceAccountOf } from "../shared/workloads";

export default defineRule({
  id: "non-existent-service-account",
  title: "Service account that is not in the manifests",
  on: "workspace",
  severity: "medium",
  confidence: "medium",
  profiles: [],
  fields: ["pod.serviceAccountName", "pod.serviceAccount"],
  messages: { unknown: '{resource} names the service account "{account}", which is not in the manifests' },
  check({ object, workspace }, { report }) {
    for (const pod of object.pods) {
      const { at, name } = serviceAccountOf(pod);
      // Every namespace has `default` (pkg/controller/serviceaccount).
      if (name === "default" || workspace.named("ServiceAccount", namespaceOf(object), name).length > 0)
        continue;
      report({ at, message: "unknown", args: { resource: object.label, account: name } });
      return;
    }
  },
});

export const docs = {
  what: "The pod names a service account that none of the manifests makes in its namespace.",
  why: "The API server refuses pods whose service account does not exist, so that the workload never starts. Where an old account of that name is still in the cluster, the pod gets permissions that nobody wrote down.",
  legitimate: "Accounts that another repository, an operator or a command makes.",
  how: "Add the ServiceAccount to the manifests, in the same namespace, or correct the name.",
  references: [
    {
      title: "Kubernetes: Configure service accounts for pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    },
  ],
  frameworks: {},
  peers: { "kube-linter": ["non-existent-service-account"], kubescape: ["C-0307"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: wbe
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
  },
} satisfies RuleDocs;
