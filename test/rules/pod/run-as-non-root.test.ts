import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("run-as-non-root", () => {
  it("marks false where it stands, and containers that do not inherit true by their name", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      initContainers:
        - name: setup
          image: a
          securityContext:
            runAsNonRoot: false
            #             ^^^^^ run-as-non-root: container "setup" is allowed to run as root
      containers:
        - name: web
          #     ^^^ run-as-non-root: container "web" does not set runAsNonRoot
          image: a
        - name: fine
          image: a
          securityContext: { runAsNonRoot: true }
`);
  });

  it("marks the pod once, not every container that inherits from it", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    runAsNonRoot: false
    #             ^^^^^ run-as-non-root: Pod "web" allows its containers to run as root
  containers:
    - { name: a, image: a }
    - { name: b, image: a }
`);
  });

  it("is silent where the pod says true, where it is filled in later, and in a user namespace", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsNonRoot: true }
  containers: [{ name: a, image: a, securityContext: { runAsUser: 0 } }]
---
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsNonRoot: "\${NON_ROOT}" }
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  hostUsers: false
  containers: [{ name: a, image: a, securityContext: { runAsNonRoot: false } }]
`,
      "run-as-non-root",
    );
  });

  it("leaves containers with a user of their own to the restricted level", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsUser: 1000 }
  containers: [{ name: a, image: a }]
`;
    const severities = (profile: "nsa" | "pss-restricted") =>
      lintWith(manifest, ["run-as-non-root"], { profile }).map(({ severity }) => severity);
    assert.deepEqual([severities("nsa"), severities("pss-restricted")], [[], ["low"]]);
  });

  it("sets it on the container, or on the pod where that says false", () => {
    const manifest = (pod: string, container: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n${pod}  containers:\n    - name: web\n      image: a\n${container}`;
    checkFix(
      "run-as-non-root",
      manifest("", ""),
      manifest("", "      securityContext:\n        runAsNonRoot: true\n"),
    );
    checkFix(
      "run-as-non-root",
      manifest("  securityContext: { runAsNonRoot: false }\n", ""),
      manifest("  securityContext: { runAsNonRoot: true }\n", ""),
    );
  });
});
