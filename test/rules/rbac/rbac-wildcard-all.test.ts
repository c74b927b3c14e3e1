import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

const all = ["rbac-wildcard-all", "rbac-wildcard-verb", "rbac-wildcard-resource", "rbac-read-secrets"];

describe("rbac-wildcard-all", () => {
  it("marks each rule that grants everything, wherever it stands in the list", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: operator }
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get]
  - apiGroups: ["*"]
    resources: ["*"]
    #           ^^^ rbac-wildcard-all: ClusterRole "operator" grants every verb on every resource
    verbs: [get, "*"]
  - verbs: ["*"]
    resources: [pods, "*"]
    #                 ^^^ rbac-wildcard-all: ClusterRole "operator" grants every verb on every resource of the API group "apps"
    apiGroups: [apps]
`);
  });

  it("is one finding, whatever else the rule grants with it", () => {
    check(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: operator }
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    #           ^^^ rbac-wildcard-all
    verbs: ["*"]
`,
      { only: all, profile: "recommended" },
    );
  });

  it("is graver in a ClusterRole that reaches the core than in a Role or a single group", () => {
    const severity = (kind: string, group: string) =>
      lintWith(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: ${kind}\nrules: [{ apiGroups: ["${group}"], resources: ["*"], verbs: ["*"] }]\n`,
        ["rbac-wildcard-all"],
      ).map((finding) => finding.severity);
    assert.deepEqual(severity("ClusterRole", "*"), ["critical"]);
    assert.deepEqual(severity("ClusterRole", ""), ["critical"]);
    assert.deepEqual(severity("ClusterRole", "apps"), ["high"]);
    assert.deepEqual(severity("Role", "*"), ["high"]);
  });

  it("is silent for one wildcard, for named objects, and for the API server's own role", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: viewer }
rules:
  - { apiGroups: ["*"], resources: ["*"], verbs: [get] }
  - { apiGroups: ["*"], resources: [pods], verbs: ["*"] }
  - { apiGroups: ["*"], resources: ["*"], verbs: ["*"], resourceNames: [mine] }
  - { nonResourceURLs: ["*"], verbs: ["*"] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: cluster-admin, labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]
`,
      "rbac-wildcard-all",
    );
  });

  it("does not take the label of the API server's roles from anybody else", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: mine, labels: { kubernetes.io/bootstrapping: rbac-defaults } }
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    #           ^^^ rbac-wildcard-all
    verbs: ["*"]
`);
  });
});
