import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-create-persistent-volumes",
  title: "Role can make volumes of node directories",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can create PersistentVolumes, which may be directories of the nodes",
    idle: '{role} names "{resources}", which belong to no namespace, so that a Role gives nothing on them',
  },
  check: permissionCheck({ verbs: ["create"], on: { "": ["persistentvolumes"] }, clusterScoped: true }),
});

export const docs = {
  what: "The role grants `create` on `persistentvolumes`. A PersistentVolume may be a directory of the node (`hostPath` or `local`).",
  why: "The Pod Security Standards forbid `hostPath` in pods, but nothing looks at what a volume claim is bound to. With a volume for `/` and a claim for it, an otherwise restricted pod reads and writes the disk of the node.",
  legitimate:
    "Storage provisioners and administrators. Everybody else writes claims, and a StorageClass makes the volumes.",
  how: "Remove `persistentvolumes` and grant `persistentvolumeclaims`. Where volumes have to be made by hand, let the pipeline make them.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, persistent volume creation",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation",
    },
    {
      title: "Kubernetes: Persistent volumes",
      url: "https://kubernetes.io/docs/concepts/storage/persistent-volumes/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.9"],
    mitre: ["T1611"],
  },
  peers: { kubescape: ["C-0278"], "kube-bench": ["cis-1.12/5.1.9"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: storage
rules:
  - apiGroups: [""]
    resources: ["persistentvolumes"]
    verbs: ["get", "create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: storage
rules:
  - apiGroups: [""]
    resources: ["persistentvolumeclaims"]
    verbs: ["get", "create"]
`,
  },
} satisfies RuleDocs;
