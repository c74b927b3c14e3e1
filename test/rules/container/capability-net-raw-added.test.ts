import { check, checkFix, checkNone } from "../../harness/check";

describe("capability-net-raw-added", () => {
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
            - NET_RAW
            # ^^^^^^^ capability-net-raw-added: container "web" adds capability NET_RAW
    - name: b
      image: a
      securityContext: { capabilities: { add: [CAP_NET_RAW, net_raw] } }
      #                                        ^^^^^^^^^^^ capability-net-raw-added: container "b" adds capability CAP_NET_RAW
      #@ 60-67 capability-net-raw-added: container "b" adds capability net_raw
`);
  });

  it("is silent where it is dropped, or another one added", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { drop: [NET_RAW, ALL] } } }
    - { name: b, image: a, securityContext: { capabilities: { add: [NET_BIND_SERVICE, SYS_TIME, "\${CAP}"] } } }
`,
      "capability-net-raw-added",
    );
  });

  it("removes the capability and keeps the others", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix("capability-net-raw-added", manifest("[CHOWN, NET_RAW]"), manifest("[CHOWN]"));
    checkFix("capability-net-raw-added", manifest("[NET_RAW]"), manifest("[]"));
  });
});
