import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

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
