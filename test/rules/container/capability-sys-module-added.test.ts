import { check, checkFix, checkNone } from "../../harness/check";

describe("capability-sys-module-added", () => {
  it("marks it however it is spelt", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        capabilities:
          add:
            - CHOWN
            - SYS_MODULE
            # ^^^^^^^^^^ capability-sys-module-added: container "web" adds capability SYS_MODULE
    - name: b
      image: a
      securityContext: { capabilities: { add: [CAP_SYS_MODULE, sys_module] } }
      #                                        ^^^^^^^^^^^^^^ capability-sys-module-added: container "b" adds capability CAP_SYS_MODULE
      #@ 63-73 capability-sys-module-added: container "b" adds capability sys_module
`);
  });

  it("is silent where it is dropped, or another one added", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { drop: [SYS_MODULE, ALL] } } }
    - { name: b, image: a, securityContext: { capabilities: { add: [NET_BIND_SERVICE, SYS_TIME, "\${CAP}"] } } }
`,
      "capability-sys-module-added",
    );
  });

  it("removes the capability and keeps the others", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix("capability-sys-module-added", manifest("[CHOWN, SYS_MODULE]"), manifest("[CHOWN]"));
    checkFix("capability-sys-module-added", manifest("[SYS_MODULE]"), manifest("[]"));
  });
});
