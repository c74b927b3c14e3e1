import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("service-account-token-automount", () => {
  it("marks the pod spec that leaves it out, and the value that asks for it", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
    #@ 4-8 service-account-token-automount: Deployment "web" gets a service account token that it may not need
      containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  automountServiceAccountToken: on
  #                             ^^ service-account-token-automount: Pod "agent" asks for its service account token
  containers: [{ name: a, image: a }]
`);
  });

  it("is silent where it is false, and in the recommended profile", () => {
    const only = "service-account-token-automount";
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  automountServiceAccountToken: no
  containers: [{ name: a, image: a }]
`,
      only,
    );
    check(
      `
apiVersion: v1
kind: Pod
spec:
  automountServiceAccountToken: true
  containers: [{ name: a, image: a }]
`,
      { only: [only], profile: "recommended" },
    );
  });

  it("sets it to false", () => {
    checkFix(
      "service-account-token-automount",
      "apiVersion: v1\nkind: Pod\nspec:\n  automountServiceAccountToken: true\n  containers:\n    - name: a\n      image: a\n",
      "apiVersion: v1\nkind: Pod\nspec:\n  automountServiceAccountToken: false\n  containers:\n    - name: a\n      image: a\n",
    );
  });

  it("is silent where a binding gives the account a role, so that it needs the token", () => {
    const binding = (subject: string) => `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  serviceAccountName: web
  containers: [{ name: a, image: "a:1" }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: web, namespace: shop }
roleRef: { kind: Role, name: web }
subjects: [{ ${subject} }]
`;
    const found = (subject: string) => lintWith(binding(subject), ["service-account-token-automount"]).length;
    assert.equal(found("kind: ServiceAccount, name: web, namespace: shop"), 0);
    assert.equal(found("kind: ServiceAccount, name: web, namespace: other"), 1);
    assert.equal(found("kind: ServiceAccount, name: web"), 1);
    assert.equal(found("kind: User, name: web, namespace: shop"), 1);
  });

  it("is shown at the account's name, where the pod has one", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  serviceAccountName: web
  #                   ^^^ service-account-token-automount
  containers: [{ name: a, image: "a:1" }]
`);
  });
});
