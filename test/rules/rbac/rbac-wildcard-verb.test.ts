import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("rbac-wildcard-verb", () => {
  it("marks the wildcard", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: deployer }
rules:
  - apiGroups: [apps]
    resources: [deployments, replicasets]
    verbs:
      - get
      - "*"
      # ^^^ rbac-wildcard-verb: Role "deployer" grants every verb on "deployments, replicasets"
  - nonResourceURLs: [/metrics]
    verbs: ["*"]
    #       ^^^ rbac-wildcard-verb: Role "deployer" grants every verb on the addresses "/metrics"
`);
  });

  it("takes an operator's own kinds less seriously than Kubernetes'", () => {
    const severity = (group: string) =>
      lintWith(
        `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules: [{ apiGroups: ["${group}"], resources: [things], verbs: ["*"] }]\n`,
        ["rbac-wildcard-verb"],
      ).map((finding) => finding.severity);
    assert.deepEqual(severity("shop.example"), ["medium"]);
    assert.deepEqual(severity(""), ["high"]);
    assert.deepEqual(severity("networking.k8s.io"), ["high"]);
  });

  it("writes the usual verbs in the place of the asterisk", () => {
    const role = (verbs: string) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nrules:\n  - apiGroups: [apps]\n    resources: [deployments]\n    verbs: ${verbs}\n`;
    checkFix(
      "rbac-wildcard-verb",
      role("\n      - get # to look\n      - '*' # all else"),
      role(
        "\n      - get # to look\n      - 'list' # all else\n      - watch\n      - create\n      - update\n      - patch\n      - delete",
      ),
    );
    checkFix("rbac-wildcard-verb", role('["*"]'), role("[get, list, watch, create, update, patch, delete]"));
    const urls = (verbs: string) =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules:\n  - nonResourceURLs: [/x]\n    verbs: [${verbs}]\n`;
    checkFix("rbac-wildcard-verb", urls('"*"'), urls("get, head, options, post, put, patch, delete"));
  });

  it("is silent for listed verbs and for other wildcards", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
rules:
  - { apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch] }
  - { apiGroups: [""], resources: [pods], verbs: "*" }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
rules: [{ verbs: ["*"] }]
`,
      "rbac-wildcard-verb",
    );
  });
});
