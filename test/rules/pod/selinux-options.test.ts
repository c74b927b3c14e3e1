import { check, checkFix, checkNone } from "../../harness/check";

describe("selinux-options", () => {
  it("marks user, role, and a type that is not made for containers", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    seLinuxOptions:
      user: system_u
      #     ^^^^^^^^ selinux-options: Pod "web" sets the SELinux user to "system_u"
      role: sysadm_r
      #     ^^^^^^^^ selinux-options: Pod "web" sets the SELinux role to "sysadm_r"
      level: s0
  containers:
    - name: web
      image: a
      securityContext: { seLinuxOptions: { type: spc_t } }
      #                                          ^^^^^ selinux-options: container "web" sets the SELinux type to "spc_t"
`);
  });

  it("is silent for the types of containers, levels and empty texts", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext: { seLinuxOptions: { type: container_t, user: "", role: ~ } }
  containers:
    - { name: a, image: a, securityContext: { seLinuxOptions: { type: container_init_t } } }
    - { name: b, image: a, securityContext: { seLinuxOptions: { type: container_kvm_t } } }
    - { name: c, image: a, securityContext: { seLinuxOptions: { type: container_engine_t } } }
    - { name: d, image: a, securityContext: { seLinuxOptions: { level: "s0:c1,c2" } } }
`,
      "selinux-options",
    );
  });

  it("removes what it marks", () => {
    const manifest = (option: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    seLinuxOptions:\n${option}      level: s0\n`;
    checkFix("selinux-options", manifest("      user: root\n"), manifest(""));
  });
});
