import { check, checkFix, checkNone } from "../../harness/check";

describe("unsafe-sysctls", () => {
  it("marks the name of each parameter that is not safe", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    sysctls:
      - name: kernel.msgmax
        #     ^^^^^^^^^^^^^ unsafe-sysctls: Pod "web" sets the kernel parameter kernel.msgmax
        value: "65536"
      - { name: net.core.somaxconn, value: "1024" }
      #         ^^^^^^^^^^^^^^^^^^ unsafe-sysctls
      - { name: net/core/somaxconn, value: "1024" }
      #         ^^^^^^^^^^^^^^^^^^ unsafe-sysctls
`);
  });

  it("takes a safe one with slashes for safe, unless Pod Security, which does not, is asked", () => {
    const fixture = (marker: string) => `
apiVersion: v1
kind: Pod
spec:
  securityContext:
    sysctls:
      - { name: net/ipv4/tcp_syncookies, value: "1" }
${marker}
`;
    check(fixture("      #         ^^^^^^^^^^^^^^^^^^^^^^^ unsafe-sysctls"), {
      profile: "pss-baseline",
      only: ["unsafe-sysctls"],
    });
    check(fixture(""), { only: ["unsafe-sysctls"] });
  });

  it("is silent for the safe ones", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  securityContext:
    sysctls:
      - { name: kernel.shm_rmid_forced, value: "1" }
      - { name: net.ipv4.ping_group_range, value: "0 0" }
      - { name: net.ipv4.tcp_rmem, value: "4096 87380 6291456" }
`,
      "unsafe-sysctls",
    );
  });

  it("removes the whole entry", () => {
    const manifest = (entry: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    sysctls:\n      - name: net.ipv4.tcp_syncookies\n        value: "1"\n${entry}`;
    checkFix(
      "unsafe-sysctls",
      manifest(`      - name: kernel.sem\n        value: "1 2 3 4"\n`),
      manifest(""),
    );
  });
});
