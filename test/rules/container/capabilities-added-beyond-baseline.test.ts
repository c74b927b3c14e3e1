import { check, checkFix, checkNone } from "../../harness/check";

describe("capabilities-added-beyond-baseline", () => {
  it("marks what the baseline level does not allow, or not in that spelling", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  ephemeralContainers:
    - name: debug
      image: a
      securityContext: { capabilities: { add: [CHOWN, SYS_TIME] } }
      #                                               ^^^^^^^^ capabilities-added-beyond-baseline: container "debug" adds capability SYS_TIME
    - name: spelling
      image: a
      securityContext: { capabilities: { add: [chown, CAP_KILL] } }
      #                                        ^^^^^ capabilities-added-beyond-baseline
      #                                               ^^^^^^^^ capabilities-added-beyond-baseline
`);
  });

  it("is silent for the default set, and for what is filled in later", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { add: [CHOWN, MKNOD, SYS_CHROOT, "\${CAP}"] } } }
    - { name: b, image: a, securityContext: { capabilities: { add: [], drop: [SYS_TIME] } } }
`,
      "capabilities-added-beyond-baseline",
    );
  });

  it("removes the capability and keeps the others", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix("capabilities-added-beyond-baseline", manifest("[CHOWN, SYS_NICE]"), manifest("[CHOWN]"));
    checkFix("capabilities-added-beyond-baseline", manifest("[SYS_NICE]"), manifest("[]"));
  });
});
