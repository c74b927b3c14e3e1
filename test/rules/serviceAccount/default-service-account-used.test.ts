import { check, checkNone } from "../../harness/check";

describe("default-service-account-used", () => {
  it("marks the name, or the pod spec without one", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  serviceAccountName: default
  #                   ^^^^^^^ default-service-account-used: Pod "web" runs as the service account "default"
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  serviceAccountName: ""
  #                   ^^ default-service-account-used
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  serviceAccount: default
  #               ^^^^^^^ default-service-account-used
  containers: [{ name: a, image: a }]
`);
  });

  it("is silent for another account, by either name, and where the pod gets no token", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec: { serviceAccountName: web, containers: [{ name: a, image: a }] }
---
apiVersion: v1
kind: Pod
spec: { serviceAccount: web, containers: [{ name: a, image: a }] }
---
apiVersion: v1
kind: Pod
spec: { automountServiceAccountToken: false, containers: [{ name: a, image: a }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default }
`,
      "default-service-account-used",
    );
  });

  it("leaves one finding where neither the account nor the token is mentioned", () => {
    check(
      `
apiVersion: v1
kind: Pod
spec:
#@ 0-4 service-account-token-automount
  containers: [{ name: a, image: a }]
`,
      {
        only: ["default-service-account-used", "service-account-token-automount"],
        profile: "restricted",
      },
    );
  });

  it("is silent where the account mounts its token nowhere", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: a, image: "a:1" }] }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: shop }
automountServiceAccountToken: false
`,
      "default-service-account-used",
    );
  });
});
