import { check, checkNone } from "../../harness/check";

const only = ["default-namespace"];

describe("default-namespace", () => {
  it("tells apart an object that names it and one that names none", () => {
    check(`
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: default
  #          ^^^^^^^ default-namespace: Service "web" is put into the namespace "default"
---
apiVersion: v1
kind: ConfigMap
metadata:
#@ 0-8 default-namespace: ConfigMap "web" names no namespace
  name: web
`);
  });

  it("looks at the workloads of other projects too", () => {
    check(`
apiVersion: serving.knative.dev/v1
kind: Configuration
metadata:
  name: web
  namespace: default
  #          ^^^^^^^ default-namespace: Configuration "web" is put into the namespace "default"
`);
  });

  it("speaks of a missing namespace only to those who asked for everything", () => {
    const unset =
      "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n";
    check(unset, { only, profile: "restricted" });
    check(unset, { only, profile: "cis" });
  });

  it("is silent for another namespace, for kinds that have none, and for the API server's address", () => {
    checkNone(
      `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: shop }
---
apiVersion: v1
kind: Namespace
metadata: { name: default }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: default }
---
apiVersion: v1
kind: Service
metadata: { name: kubernetes, namespace: default }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: default, namespace: default }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: "{{ .Release.Namespace }}" }
`,
      ...only,
    );
  });
});
