import { defineRule, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { budgetsOf } from "../shared/budgets";
import { isUndecidedMap, isWhole } from "../shared/workloads";

export default defineRule({
  id: "pod-disruption-budget-missing",
  title: "No pod disruption budget",
  on: "workspace",
  kinds: ["Deployment", "StatefulSet"],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.replicas", "resource.spec.selector"],
  messages: { missing: "no PodDisruptionBudget of the manifests covers {resource}" },
  check({ object, workspace }, { report, undecided }) {
    const { pod } = object;
    if (!pod || !isWhole(object)) return;
    // With one replica a budget could only forbid every drain of its node.
    const replicas = object.root.at("spec", "replicas");
    if (replicas.present && (replicas.integer() ?? 2) < 2) return;
    if (budgetsOf(workspace, namespaceOf(object), pod.labels).length > 0) return;
    const labels = pod.metadata.at("labels");
    if (isUndecidedMap(labels)) undecided(labels);
    else
      report({
        at: object.root.at("spec", "podDisruptionBudget"),
        place: object.place,
        message: "missing",
        args: { resource: object.label },
        missing: true,
      });
  },
});

export const docs = {
  what: "No PodDisruptionBudget of the same namespace selects the pods of this workload.",
  why: "When nodes are drained for an upgrade, Kubernetes may evict all replicas at the same time. A budget makes it wait until enough of them run elsewhere.",
  legitimate: "Workloads that may be away for a while. The rule is silent for a single replica.",
  how: "Add a PodDisruptionBudget whose selector matches the labels of the pods, with `maxUnavailable: 1`.",
  references: [
    {
      title: "Kubernetes: Specifying a disruption budget",
      url: "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    },
  ],
  frameworks: { cwe: ["CWE-400", "CWE-754"] },
  peers: {
    polaris: ["missingPodDisruptionBudget"],
    "kube-score": ["deployment-has-poddisruptionbudget", "statefulset-has-poddisruptionbudget"],
    kics: ["b23e9b98-0cb6-4fc9-b257-1f3270442678", "1db3a5a5-bf75-44e5-9e44-c56cfc8b1ac5"],
    kyverno: ["other/require-pdb", "other/create-default-pdb"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
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
  replicas: 3
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels: { app: web }
`,
  },
} satisfies RuleDocs;
