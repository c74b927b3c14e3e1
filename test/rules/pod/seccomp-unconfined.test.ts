import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("seccomp-unconfined", () => {
  it("marks the type in the pod and in every container", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      securityContext:
        seccompProfile: { type: Unconfined }
        #                       ^^^^^^^^^^ seccomp-unconfined: Deployment "web" runs without a seccomp profile
      initContainers:
        - name: setup
          image: a
          securityContext: { seccompProfile: { type: unconfined } }
          #                                          ^^^^^^^^^^ seccomp-unconfined: container "setup" has a seccomp profile of the unknown type "unconfined"
      containers:
        - name: web
          image: a
          securityContext:
            seccompProfile:
              type: Unconfined
              #     ^^^^^^^^^^ seccomp-unconfined: container "web" runs without a seccomp profile
        - name: empty
          image: a
          securityContext:
            seccompProfile: {}
            #@ 12-26 seccomp-unconfined
`);
  });

  it("is silent for the other types, for null and for values that are filled in later", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers:
    - { name: a, image: a, securityContext: { seccompProfile: { type: Localhost, localhostProfile: a.json } } }
    - { name: b, image: a, securityContext: { seccompProfile: ~ } }
    - { name: c, image: a, securityContext: { seccompProfile: { type: "\${PROFILE}" } } }
    - { name: d, image: a, seccompProfile: { type: Unconfined } }
`,
      "seccomp-unconfined",
    );
  });

  const annotated = (value: string) => `apiVersion: v1
kind: Pod
metadata:
  annotations:
    seccomp.security.alpha.kubernetes.io/pod: ${value}
    container.seccomp.security.alpha.kubernetes.io/web: ${value}
    container.seccomp.security.alpha.kubernetes.io/nobody: unconfined
spec:
  containers:
    - { name: web, image: a }
`;

  it("heeds the annotations as long as Kubernetes did", () => {
    const findings = (minor: number, profile?: "pss-baseline") =>
      lintWith(annotated("unconfined"), ["seccomp-unconfined"], { minor, ...(profile && { profile }) })
        .length;
    assert.deepEqual(
      [18, 19, 26, 27].map((minor) => findings(minor)),
      [2, 2, 2, 0],
    );
    assert.deepEqual(
      [18, 19].map((minor) => findings(minor, "pss-baseline")),
      [2, 0],
    );
    assert.equal(lintWith(annotated("docker/default"), ["seccomp-unconfined"], { minor: 18 }).length, 0);
    assert.equal(lintWith(annotated("localhost/a.json"), ["seccomp-unconfined"], { minor: 18 }).length, 0);
  });

  it("sets RuntimeDefault, or its old name in an annotation", () => {
    const manifest = (type: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    seccompProfile: ${type}\n`;
    checkFix("seccomp-unconfined", manifest("{ type: Unconfined }"), manifest("{ type: RuntimeDefault }"));
    checkFix("seccomp-unconfined", annotated("unconfined"), annotated("runtime/default"), { minor: 18 });
  });
});
