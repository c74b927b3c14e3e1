import { check, checkFix, checkNone } from "../../harness/check";

describe("cpu-limit-missing", () => {
  it("marks a container without a CPU limit", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ cpu-limit-missing: container "web" has no CPU limit
      image: a
      resources: { limits: { memory: 1Gi }, requests: { cpu: 1 } }
`);
  });

  it("is silent with a limit in any notation, and outside of profile all", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, resources: { limits: { cpu: 1 } } }
    - { name: b, image: a, resources: { limits: { cpu: 0.5 } } }
    - { name: c, image: a, resources: { limits: { cpu: 250m } } }
`,
      "cpu-limit-missing",
    );
    check("apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a }] }\n", {
      only: ["cpu-limit-missing"],
      profile: "restricted",
    });
  });

  it("inserts a value to be tuned", () => {
    checkFix(
      "cpu-limit-missing",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      resources:\n        limits:\n          memory: 1Gi\n",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      resources:\n        limits:\n          memory: 1Gi\n          cpu: 500m\n",
    );
  });
});
