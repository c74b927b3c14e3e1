import { check, checkFix, checkNone } from "../../harness/check";

describe("capabilities-drop-all", () => {
  it("marks containers that keep some", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ capabilities-drop-all: container "web" does not drop all capabilities
      image: a
    - name: some
      image: a
      securityContext:
        capabilities:
          drop: [NET_RAW]
          #@ 10-14 capabilities-drop-all: container "some" does not drop all capabilities
`);
  });

  it("asks for the letters of ALL where Pod Security does", () => {
    const byName =
      "AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT";
    const fixture = (spelling: string, names: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: spelling
      image: a
      securityContext:
        capabilities:
          drop: [all]
${spelling}
    - name: names
      image: a
      securityContext:
        capabilities:
          drop: [${byName}]
${names}
`;
    check(
      fixture(
        '          #      ^^^ capabilities-drop-all: container "spelling" drops "all", which Pod Security does not take for ALL',
        "          #@ 10-14 capabilities-drop-all",
      ),
      { profile: "pss-restricted", only: ["capabilities-drop-all"] },
    );
    for (const profile of ["all", "cis"] as const)
      check(fixture("", ""), { profile, only: ["capabilities-drop-all"] });
  });

  it("is silent where ALL is dropped, for lists that are filled in later, and on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { drop: [KILL, ALL], add: [CHOWN] } } }
    - { name: b, image: a, securityContext: { capabilities: { drop: ["\${DROP}"] } } }
    - { name: c, image: a, securityContext: { capabilities: { drop: "\${DROP}" } } }
---
apiVersion: v1
kind: Pod
spec: { os: { name: windows }, containers: [{ name: a, image: a }] }
`,
      "capabilities-drop-all",
    );
  });

  it("says nothing of a patch", () => {
    check(
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      securityContext: { capabilities: { drop: [KILL] } }\n",
      { only: ["capabilities-drop-all"], profile: "restricted" },
    );
  });

  it("drops all and keeps what is added", () => {
    const manifest = (drop: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        capabilities:
          add: [CHOWN]${drop}
`;
    checkFix(
      "capabilities-drop-all",
      manifest("\n          drop: [all]"),
      manifest("\n          drop: [ALL]"),
      { profile: "pss-restricted" },
    );
    checkFix("capabilities-drop-all", manifest(""), manifest("\n          drop:\n            - ALL"));
  });
});
