import { check, checkFix, checkNone } from "../../harness/check";

describe("seccomp-profile-missing", () => {
  it("marks containers that neither have a profile nor inherit one", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  securityContext: {}
  initContainers:
    - { name: setup, image: a }
    #         ^^^^^ seccomp-profile-missing: container "setup" has no seccomp profile
  containers:
    - { name: a, image: a, securityContext: { seccompProfile: { type: RuntimeDefault } } }
    - { name: b, image: a, securityContext: { seccompProfile: ~ } }
    #         ^ seccomp-profile-missing
`);
  });

  it("is silent where the pod has one, a wrong one included, and on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext: { seccompProfile: { type: RuntimeDefault } }
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  securityContext: { seccompProfile: { type: Unconfined } }
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec: { os: { name: windows }, containers: [{ name: a, image: a }] }
---
apiVersion: v1
kind: Pod
spec: { containers: [{ name: a, image: a, securityContext: { seccompProfile: "\${PROFILE}" } }] }
`,
      "seccomp-profile-missing",
    );
  });

  it("adds the runtime's profile to the container", () => {
    const manifest = (profile: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext:\n        privileged: false\n${profile}`;
    checkFix(
      "seccomp-profile-missing",
      manifest(""),
      manifest("        seccompProfile:\n          type: RuntimeDefault\n"),
    );
  });
});
