import { defineRule, type RuleDocs } from "../../engine/rule";
import { boundRoleCheck, givingEverything } from "../shared/boundRoles";
import { isBootstrap } from "../shared/rbac";

export default defineRule({
  id: "cluster-admin-binding",
  title: "Binding to cluster-admin",
  on: "resource",
  kinds: ["ClusterRoleBinding", "RoleBinding"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.roleRef.name"],
  messages: {
    bound: "{resource} gives its subjects {role}, which grants everything",
    given: "granted here",
    cluster: '{resource} makes its subjects administrators of the cluster with "cluster-admin"',
    namespace: '{resource} gives its subjects everything in the namespace with "cluster-admin"',
    sameName: '{resource} names a Role "cluster-admin", not the ClusterRole that grants everything',
    broad: '{resource} gives its subjects the role "{role}" in every namespace',
  },
  check(resource, { report }) {
    const at = resource.root.at("roleRef", "name");
    const role = at.text();
    if (isBootstrap(resource)) return;
    if (resource.root.at("roleRef", "kind").text() === "Role") {
      // Whoever calls a Role so means it, or meant the ClusterRole; what the Role gives is said of the Role.
      if (role === "cluster-admin")
        report({
          at,
          message: "sameName",
          args: { resource: resource.label },
          profiles: [],
          severity: "low",
        });
      return;
    }
    const everywhere = resource.kind === "ClusterRoleBinding";
    if (role === "cluster-admin")
      report({
        at,
        message: everywhere ? "cluster" : "namespace",
        args: { resource: resource.label },
        ...(everywhere ? {} : { severity: "medium" as const }),
      });
    // Both can read every Secret and run pods as any service account.
    else if (everywhere && (role === "admin" || role === "edit"))
      report({ at, message: "broad", args: { resource: resource.label, role }, severity: "medium" });
  },
  among: boundRoleCheck(givingEverything),
});

export const docs = {
  what: "A user, group or service account gets the role `cluster-admin`: everything, on everything. In a RoleBinding it is everything in that namespace. `admin` and `edit` in a ClusterRoleBinding reach the Secrets and service accounts of every namespace.",
  why: "The credentials of one such subject are enough to take the cluster over. A service account's token lies in every pod that uses it, so that a break-in into that pod is a break-in into everything.",
  legitimate:
    "A few people who run the cluster, best through a group and for emergencies. The rule is silent for the binding that the API server keeps itself.",
  how: "Write a role with what the subject needs, bind it in the namespaces where it works, and keep `cluster-admin` for people.",
  references: [
    {
      title: "Kubernetes: User-facing roles",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.1"],
    mitre: ["T1078", "T1098.006"],
    cwe: ["CWE-269"],
  },
  peers: {
    kubescape: ["C-0185"],
    trivy: ["KSV-0111"],
    "kube-linter": ["cluster-admin-role-binding"],
    polaris: [
      "clusterrolebindingClusterAdmin",
      "rolebindingClusterAdminClusterRole",
      "rolebindingClusterAdminRole",
    ],
    kics: ["249328b8-5f0f-409f-b1dd-029f07882e11"],
    kyverno: ["other/restrict-binding-clusteradmin"],
    "azure-policy": ["BlockAdminRolebindings"],
    datree: ["CIS_INVALID_ROLE_CLUSTER_ADMIN"],
    "kube-bench": ["cis-1.12/5.1.1"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: deployer
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: cluster-admin
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: shop
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: deployer
  namespace: shop
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: edit
subjects:
  - kind: ServiceAccount
    name: deployer
    namespace: shop
`,
  },
} satisfies RuleDocs;
