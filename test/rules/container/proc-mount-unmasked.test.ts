import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

describe("proc-mount-unmasked", () => {
  it("marks every value but Default", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        procMount: Unmasked
        #          ^^^^^^^^ proc-mount-unmasked: container "web" sees all of /proc
    - name: other
      image: a
      securityContext:
        procMount: default
        #          ^^^^^^^ proc-mount-unmasked: container "other" sets procMount to default
`);
  });

  it("is silent for Default and where it is unset", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { procMount: Default } }
    - { name: b, image: a, securityContext: { procMount: ~ } }
    - { name: c, image: a, procMount: Unmasked }
`,
      "proc-mount-unmasked",
    );
  });

  it("is asked for by the restricted level alone in a user namespace", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  hostUsers: false
  containers:
    - { name: a, image: a, securityContext: { procMount: Unmasked } }
`;
    const severities = (profile: "recommended" | "pss-baseline" | "pss-restricted") =>
      lintWith(manifest, ["proc-mount-unmasked"], { profile }).map(({ severity }) => severity);
    assert.deepEqual(severities("recommended"), []);
    assert.deepEqual(severities("pss-baseline"), []);
    assert.deepEqual(severities("pss-restricted"), ["low"]);
  });
});
