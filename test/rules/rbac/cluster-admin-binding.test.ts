import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, lintWith } from "../../harness/check";

describe("cluster-admin-binding", () => {
  it("marks the role's name", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: deployer }
roleRef:
  kind: ClusterRole
  name: cluster-admin
  #     ^^^^^^^^^^^^^ cluster-admin-binding: ClusterRoleBinding "deployer" makes its subjects administrators of the cluster with "cluster-admin"
subjects: [{ kind: ServiceAccount, name: deployer, namespace: shop }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: deployer }
roleRef: { kind: ClusterRole, name: cluster-admin }
#                                   ^^^^^^^^^^^^^ cluster-admin-binding: RoleBinding "deployer" gives its subjects everything in the namespace with "cluster-admin"
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: devs }
roleRef: { kind: ClusterRole, name: edit }
#                                   ^^^^ cluster-admin-binding: ClusterRoleBinding "devs" gives its subjects the role "edit" in every namespace
`);
  });

  it("is silent for other roles and the API server's own binding; a Role of that name is told to whoever asks for all", () => {
    check(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: a }
roleRef: { kind: ClusterRole, name: edit }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: b }
roleRef: { kind: Role, name: cluster-admin }
#                            ^^^^^^^^^^^^^ cluster-admin-binding: RoleBinding "b" names a Role "cluster-admin", not the ClusterRole that grants everything
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: cluster-admin }
roleRef: { kind: ClusterRole, name: view }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: cluster-admin, labels: { kubernetes.io/bootstrapping: rbac-defaults } }
roleRef: { kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: Group, name: "system:masters" }]
`,
    );
  });

  it("marks a binding of a role that grants everything, for whoever asks for all rules", () => {
    const manifests = (verbs: string, namespace = "shop") => `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: owner, namespace: shop }
rules:
  - { apiGroups: ["*"], resources: ["*"], verbs: [${verbs}] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: owner, namespace: ${namespace} }
roleRef: { kind: Role, name: owner }
`;
    const found = (text: string, profile: "all" | "recommended" = "all") =>
      lintWith(text, ["cluster-admin-binding"], { profile }).map(({ message, related }) => [
        formatMessage(message),
        related.length,
      ]);
    const reported = [['RoleBinding "owner" gives its subjects Role "owner", which grants everything', 1]];
    assert.deepEqual(found(manifests('"*"')), reported);
    assert.deepEqual(found(manifests("get, list, watch, create, update, patch, delete")), reported);
    assert.deepEqual(found(manifests("get, list, watch, create, update, patch")), []);
    assert.deepEqual(found(manifests('"*"', "other")), []);
    assert.deepEqual(found(manifests('"*"'), "recommended"), []);
    const aggregated = (label: string) => `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: owner }
aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: owner } }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: part, labels: { part: ${label} } }
rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: owner }
roleRef: { kind: ClusterRole, name: owner }
`;
    assert.deepEqual(found(aggregated("owner")), [
      ['ClusterRoleBinding "owner" gives its subjects ClusterRole "owner", which grants everything', 1],
    ]);
    assert.deepEqual(found(aggregated("other")), []);
  });

  it("weighs everything in a namespace less than everything in the cluster", () => {
    const severities = lintWith(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: owner }
rules:
  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: everywhere }
roleRef: { kind: ClusterRole, name: owner }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: here, namespace: shop }
roleRef: { kind: ClusterRole, name: owner }
`,
      ["cluster-admin-binding"],
      { profile: "all" },
    ).map(({ resource, severity }) => [resource?.name, severity]);
    assert.deepEqual(severities, [
      ["everywhere", "high"],
      ["here", "medium"],
    ]);
  });
});
