import assert from "node:assert/strict";
import { check, checkFix, checkNoFix, checkNone, lintWith } from "../../harness/check";

describe("allow-privilege-escalation", () => {
  it("marks true where it stands, and containers without it by their name", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers:
    - name: setup
      image: a
      securityContext:
        allowPrivilegeEscalation: true
        #                         ^^^^ allow-privilege-escalation: container "setup" allows privilege escalation
  containers:
    - name: web
      #     ^^^ allow-privilege-escalation: container "web" does not set allowPrivilegeEscalation to false
      image: a
    - name: unset
      #     ^^^^^ allow-privilege-escalation
      image: a
      securityContext: { allowPrivilegeEscalation: ~ }
`);
  });

  it("is silent for false, for what is filled in later, and on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { allowPrivilegeEscalation: no } }
    - { name: b, image: a, securityContext: { allowPrivilegeEscalation: "{{ .Values.escalate }}" } }
    - { name: c, image: a, securityContext: "\${CONTEXT}" }
---
apiVersion: v1
kind: Pod
spec: { os: { name: windows }, containers: [{ name: a, image: a }] }
`,
      "allow-privilege-escalation",
    );
  });

  it("is recommended only where somebody wrote it", () => {
    const found = lintWith(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a }
    - { name: b, image: a, securityContext: { allowPrivilegeEscalation: true } }
`,
      ["allow-privilege-escalation"],
      { profile: "recommended" },
    );
    assert.deepEqual(
      found.map(({ subject }) => subject),
      ["/spec/containers/1"],
    );
  });

  it("sets it to false: safe where nothing was written", () => {
    const manifest = (context: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n${context}`;
    const fixed = manifest("      securityContext:\n        allowPrivilegeEscalation: false\n");
    const explicit = manifest("      securityContext:\n        allowPrivilegeEscalation: true\n");
    checkFix("allow-privilege-escalation", manifest(""), fixed);
    checkFix("allow-privilege-escalation", explicit, fixed);
    const safety = (text: string) =>
      lintWith(text, ["allow-privilege-escalation"]).map(({ fix }) => fix?.safety);
    assert.deepEqual([safety(manifest("")), safety(explicit)], [["safe"], ["review"]]);
  });

  it("offers no fix that the API server would refuse", () => {
    for (const context of ["privileged: true", "capabilities: { add: [CAP_SYS_ADMIN] }"])
      checkNoFix(
        "allow-privilege-escalation",
        `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a, securityContext: { ${context} } }] }\n`,
      );
  });
});
