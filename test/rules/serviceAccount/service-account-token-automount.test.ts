import { check, checkFix, checkNone } from "../../harness/check";

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
});
