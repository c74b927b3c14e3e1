import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-delete-resources",
  title: "Role can delete workloads and data",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} can {verbs} "{resources}" in every namespace it is bound for',
    namespace: '{role} can {verbs} "{resources}" in its namespace',
  },
  check: permissionCheck(
    {
      verbs: ["delete", "deletecollection"],
      on: {
        "": [
          "pods",
          "services",
          "secrets",
          "configmaps",
          "namespaces",
          "replicationcontrollers",
          "persistentvolumeclaims",
          "persistentvolumes",
        ],
        apps: ["deployments", "daemonsets", "statefulsets", "replicasets"],
        batch: ["jobs", "cronjobs"],
      },
    },
    "low",
  ),
});

export const docs = {
  what: "The role grants `delete` or `deletecollection` on workloads, Services, Secrets, ConfigMaps, volumes or namespaces without naming them.",
  why: "One request with `deletecollection` empties a namespace, and deleting a namespace takes everything in it along, volumes with the reclaim policy `Delete` included. Such an account in wrong hands is an outage, and with the data gone a blackmail.",
  legitimate:
    "Controllers that own what they delete, such as job cleaners and autoscalers, and the people who run the namespace.",
  how: "Grant `delete` on the one kind that the program makes itself, in a Role, or limit it with `resourceNames`. `deletecollection` is hardly ever needed: leave it out.",
  references: [
    {
      title: "Kubernetes: Determine the request verb",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1485"] },
  peers: { kubescape: ["C-0007"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cleaner
rules:
  - apiGroups: [""]
    resources: ["pods", "namespaces"]
    verbs: ["list", "delete"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: cleaner
rules:
  - apiGroups: ["shop.example"]
    resources: ["previews"]
    verbs: ["list", "delete"]
`,
  },
} satisfies RuleDocs;
