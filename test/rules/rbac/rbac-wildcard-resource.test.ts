import { check, checkNone } from "../../harness/check";

describe("rbac-wildcard-resource", () => {
  it("marks wildcards among the resources and the API groups", () => {
    check(`
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: viewer }
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    #           ^^^ rbac-wildcard-resource: ClusterRole "viewer" grants "get, list" on every resource
    verbs: [get, list]
  - apiGroups: [apps]
    resources: ["*/scale"]
    #           ^^^^^^^^^ rbac-wildcard-resource: ClusterRole "viewer" grants "patch" on "*/scale" of every resource
    verbs: [patch]
  - apiGroups: ["*"]
    resources: ["*/finalizers"]
    #           ^^^^^^^^^^^^^^ rbac-wildcard-resource
    verbs: [update]
  - apiGroups: ["*"]
    #           ^^^ rbac-wildcard-resource: ClusterRole "viewer" grants "get" on "deployments" of every API group
    resources: [deployments]
    verbs: [get]
`);
  });

  it("is silent for lists, for wildcard verbs, and for a slash at the end, which is no wildcard to Kubernetes", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
rules:
  - { apiGroups: [""], resources: [pods, pods/log], verbs: ["*"] }
  - { apiGroups: [""], resources: ["pods/*"], verbs: [get] }
  - { apiGroups: ["*"], nonResourceURLs: ["*"], verbs: [get] }
`,
      "rbac-wildcard-resource",
    );
  });
});
