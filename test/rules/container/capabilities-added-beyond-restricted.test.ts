import { check, checkFix, checkNone } from "../../harness/check";

describe("capabilities-added-beyond-restricted", () => {
  it("marks everything but NET_BIND_SERVICE", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext: { capabilities: { add: [NET_BIND_SERVICE, CHOWN] } }
      #                                                          ^^^^^ capabilities-added-beyond-restricted: container "web" adds capability CHOWN
`);
  });

  it("is silent for NET_BIND_SERVICE, and for pods on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { add: [NET_BIND_SERVICE], drop: [CHOWN] } } }
---
apiVersion: v1
kind: Pod
spec:
  os: { name: windows }
  containers:
    - { name: a, image: a, securityContext: { capabilities: { add: [CHOWN] } } }
`,
      "capabilities-added-beyond-restricted",
    );
  });

  it("removes the capability", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix(
      "capabilities-added-beyond-restricted",
      manifest("[NET_BIND_SERVICE, CHOWN]"),
      manifest("[NET_BIND_SERVICE]"),
    );
  });
});
