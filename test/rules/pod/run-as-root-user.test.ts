import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("run-as-root-user", () => {
  it("marks user 0 in the pod and in its containers", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext: { runAsUser: 0 }
  #                             ^ run-as-root-user: Pod "web" runs as user 0, which is root
  containers:
    - name: web
      image: a
      securityContext:
        runAsUser: 0x0
        #          ^^^ run-as-root-user: container "web" runs as user 0, which is root
    - { name: other, image: a }
`);
  });

  it("is silent for other users, groups, texts, and in a user namespace", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsUser: 1000, runAsGroup: 0, fsGroup: 0 }
  containers:
    - { name: a, image: a, securityContext: { runAsUser: "0" } }
    - { name: b, image: a, securityContext: { runAsUser: "\${UID}" } }
---
apiVersion: v1
kind: Pod
spec:
  hostUsers: false
  containers: [{ name: a, image: a, securityContext: { runAsUser: 0 } }]
`,
      "run-as-root-user",
    );
  });

  it("leaves a pod whose containers all have users of their own to the restricted level", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsUser: 0 }
  containers: [{ name: a, image: a, securityContext: { runAsUser: 1000 } }]
`;
    const count = (profile: "recommended" | "pss-restricted") =>
      lintWith(manifest, ["run-as-root-user"], { profile }).length;
    assert.deepEqual([count("recommended"), count("pss-restricted")], [0, 1]);
  });

  it("sets an ordinary user", () => {
    const manifest = (user: number) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    runAsUser: ${user} # root\n`;
    checkFix("run-as-root-user", manifest(0), manifest(10001));
  });
});
