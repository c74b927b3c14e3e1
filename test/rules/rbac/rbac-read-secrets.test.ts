import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

describe("rbac-read-secrets", () => {
  it("marks the resource, for each verb that returns contents", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: collector }
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
    #                       ^^^^^^^ rbac-read-secrets: ClusterRole "collector" can read the Secrets of every namespace it is bound for
    verbs: [list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: collector }
rules:
  - apiGroups: ["*"]
    resources: [secrets]
    #           ^^^^^^^ rbac-read-secrets: Role "collector" can read every Secret of its namespace
    verbs: ["*"]
  - apiGroups: [""]
    resources: ["*"]
    #           ^^^ rbac-read-secrets
    verbs: [watch]
`);
  });

  it("says it once where every resource is granted anyway", () => {
    check(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
rules:
  - apiGroups: [""]
    resources: ["*"]
    #           ^^^ rbac-wildcard-resource
    verbs: [get]
`,
      { only: ["rbac-read-secrets", "rbac-wildcard-resource"], profile: "recommended" },
    );
  });

  it("is silent for named Secrets, for writing, and for other groups", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: writer }
rules:
  - { apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [mine] }
  - { apiGroups: [""], resources: [secrets], verbs: [create, delete] }
  - { apiGroups: [external-secrets.io], resources: [secrets], verbs: [get] }
  - { apiGroups: [apps], resources: ["*"], verbs: [get] }
  - { resources: [secrets], verbs: [get] }
  - { apiGroups: [""], resources: [secrets/status, externalsecrets], verbs: [get] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: "system:kube-controller-manager", labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]
`,
      "rbac-read-secrets",
    );
  });

  it("takes one namespace less seriously than all", () => {
    const severity = (kind: string) =>
      lintWith(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nrules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]\n`,
        ["rbac-read-secrets"],
      ).map((finding) => finding.severity);
    assert.deepEqual(severity("ClusterRole"), ["high"]);
    assert.deepEqual(severity("Role"), ["medium"]);
  });

  it("knows the other verbs that are answered with the contents", () => {
    const found = (verb: string) =>
      lintWith(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules: [{ apiGroups: [""], resources: [secrets], verbs: [${verb}] }]\n`,
        ["rbac-read-secrets"],
      ).length;
    assert.deepEqual(["patch", "update", "deletecollection", "delete", "create"].map(found), [1, 1, 1, 0, 0]);
  });
});
