import { otherWorkloadKinds } from "../../engine/kubernetes/podTemplates";
import { defineRule, type RuleDocs } from "../../engine/rule";

/** Kinds that live in a namespace and that people write; events, leases and the like are written by programs. */
const kinds = [
  "ConfigMap",
  "CronJob",
  "CSIStorageCapacity",
  "DaemonSet",
  "Deployment",
  "Endpoints",
  "EndpointSlice",
  "HorizontalPodAutoscaler",
  "Ingress",
  "Job",
  "LimitRange",
  "NetworkPolicy",
  "PersistentVolumeClaim",
  "Pod",
  "PodDisruptionBudget",
  "PodTemplate",
  "ReplicaSet",
  "ReplicationController",
  "ResourceClaim",
  "ResourceClaimTemplate",
  "ResourceQuota",
  "Role",
  "RoleBinding",
  "Secret",
  "Service",
  "ServiceAccount",
  "StatefulSet",
  ...otherWorkloadKinds,
];

export default defineRule({
  id: "default-namespace",
  title: "Default namespace",
  on: "resource",
  kinds,
  severity: "low",
  confidence: "medium",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025"],
  fields: ["resource.metadata.namespace"],
  messages: {
    named: '{resource} is put into the namespace "default"',
    missing: "{resource} names no namespace",
  },
  check({ metadata, label, kind, name }, { report }) {
    // The API server's own address lives there.
    if (name === "kubernetes" && /^(?:Service|Endpoints|EndpointSlice)$/.test(kind)) return;
    const at = metadata.at("namespace");
    const namespace = at.text();
    // Every namespace has this account; a manifest of it there sets it up rather than adds to the namespace.
    if (kind === "ServiceAccount" && name === "default") return;
    if (namespace === "default") report({ at, message: "named", args: { resource: label } });
    else if (!namespace)
      report({
        at,
        place: metadata.exists ? metadata : at,
        message: "missing",
        args: { resource: label },
        missing: true,
        severity: "info",
        // Charts, Kustomize bases and `kubectl -n` are good reasons to leave it out: nobody is told who did not ask.
        profiles: [],
      });
  },
});

export const docs = {
  what: "The object is put into the namespace `default`, or it names no namespace and lands in the one that the user's context happens to point at, which is `default` unless somebody changed it.",
  why: "Roles, quotas, network policies and Pod Security levels are given by namespace. What shares `default` shares all of them, so that one loose permission there reaches everything that was ever put there without thought.",
  legitimate:
    "A missing namespace is normal in charts, in Kustomize bases and wherever the pipeline passes `--namespace`; that is reported in profile `all` only. Small test clusters can do with `default`.",
  how: "Create a namespace for each application or team, label it with its Pod Security level, and name it in `metadata.namespace`, in the kustomization or in the pipeline.",
  references: [
    {
      title: "Kubernetes: Namespaces",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    },
    {
      title: "Kubernetes: Enforce Pod Security Standards with namespace labels",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
    },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"], cis: ["5.6.4"], cwe: ["CWE-665"] },
  peers: {
    kubescape: ["C-0061", "C-0212"],
    trivy: ["KSV-0110"],
    checkov: ["CKV_K8S_21"],
    "kube-linter": ["use-namespace"],
    kics: ["611ab018-c4aa-4ba2-b0f6-a448337509a6"],
    kyverno: ["best-practices/disallow-default-namespace"],
    "azure-policy": ["BlockDefaultNamespace"],
    datree: ["WORKLOAD_INCORRECT_NAMESPACE_VALUE_DEFAULT"],
    terrascan: ["AC_K8S_0086"],
    "kube-bench": ["cis-1.12/5.6.4"],
  },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: default
data:
  colour: blue
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  colour: blue
`,
  },
} satisfies RuleDocs;
