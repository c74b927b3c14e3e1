import { defineRule, type RuleDocs } from "../../engine/rule";
import { type Permission, permissionCheck } from "../shared/permissions";

const permission: Permission = {
  verbs: ["create", "update", "patch"],
  on: {
    "": ["pods", "replicationcontrollers"],
    apps: ["deployments", "daemonsets", "statefulsets", "replicasets"],
    batch: ["jobs", "cronjobs"],
  },
};

export default defineRule({
  id: "rbac-create-pods",
  title: "Role can run pods",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster:
      '{role} can {verbs} "{resources}", and with that run any container, in every namespace it is bound for',
    namespace: '{role} can {verbs} "{resources}", and with that run any container in its namespace',
  },
  check: permissionCheck(permission, "low"),
});

export const docs = {
  what: "The role lets its holder create or change pods, or something that makes pods: Deployments, Jobs, DaemonSets and so on.",
  why: "A pod may use every service account, Secret and ConfigMap of its namespace, whatever its author may read. Where no Pod Security level or policy stops it, a pod can also be privileged and mount the disk of the node. So this permission is worth as much as the strongest account of the namespace.",
  legitimate:
    "Deployment tools, operators and CI systems, which are there to run pods. Bind the role only in the namespaces they work on.",
  how: "Leave deploying to one tool and give people and programs read access. Where a program starts jobs, give it a namespace of its own with the Pod Security level `restricted` and no other accounts or Secrets.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, workload creation",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation",
    },
    {
      title: "Kubernetes: Enforce Pod Security Standards with namespace labels",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.4"],
    mitre: ["T1610", "T1078"],
    cwe: ["CWE-269"],
  },
  peers: {
    kubescape: ["C-0188"],
    trivy: ["KSV-0048"],
    "kube-linter": ["access-to-create-pods"],
    kics: ["592ad21d-ad9b-46c6-8d2d-fad09d62a942"],
    datree: ["CIS_INVALID_VALUE_CREATE_POD"],
    "kube-bench": ["cis-1.12/5.1.4"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: team
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "list", "create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: team
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "list", "watch"]
`,
  },
} satisfies RuleDocs;
