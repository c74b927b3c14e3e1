import { check, checkFix, checkNone } from "../../harness/check";

describe("capability-sys-admin-added", () => {
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
            - SYS_ADMIN
            # ^^^^^^^^^ capability-sys-admin-added: container "web" adds capability SYS_ADMIN
    - name: b
      image: a
      securityContext: { capabilities: { add: [CAP_SYS_ADMIN, ALL] } }
      #                                        ^^^^^^^^^^^^^ capability-sys-admin-added: container "b" adds capability CAP_SYS_ADMIN
      #@ 62-65 capability-sys-admin-added: container "b" adds capability ALL
`);
  });

  it("is silent where it is dropped, or another one added", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { drop: [SYS_ADMIN, ALL] } } }
    - { name: b, image: a, securityContext: { capabilities: { add: [NET_BIND_SERVICE, SYS_TIME, "\${CAP}"] } } }
`,
      "capability-sys-admin-added",
    );
  });

  it("removes the capability and keeps the others", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix("capability-sys-admin-added", manifest("[CHOWN, SYS_ADMIN]"), manifest("[CHOWN]"));
    checkFix("capability-sys-admin-added", manifest("[SYS_ADMIN]"), manifest("[]"));
  });
});
