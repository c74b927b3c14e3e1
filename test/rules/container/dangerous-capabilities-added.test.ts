import assert from "node:assert/strict";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("dangerous-capabilities-added", () => {
  it("marks each of them", () => {
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
            - NET_ADMIN
            # ^^^^^^^^^ dangerous-capabilities-added: container "web" adds capability NET_ADMIN
            - cap_sys_ptrace
            # ^^^^^^^^^^^^^^ dangerous-capabilities-added: container "web" adds capability cap_sys_ptrace
            - all
            # ^^^ dangerous-capabilities-added
`);
  });

  it("is silent for others, and for dropping them", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { capabilities: { add: [CHOWN, SYS_TIME, IPC_LOCK] } } }
    - { name: b, image: a, securityContext: { capabilities: { drop: [NET_ADMIN, ALL] } } }
`,
      "dangerous-capabilities-added",
    );
  });

  it("leaves to each capability the rule that knows it best", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a, securityContext: { capabilities: { add: ${add} } } }] }\n`;
    const said = (add: string, profile: "recommended" | "restricted") =>
      lintWith(manifest(add), undefined, { profile })
        .map(({ rule }) => rule)
        .filter((rule) => /^(?:dangerous-)?capabilit(?:y|ies)-.*added/.test(rule))
        .sort();
    assert.deepEqual(said("[SYS_ADMIN, NET_ADMIN, SYS_TIME, CHOWN]", "restricted"), [
      "capabilities-added-beyond-baseline",
      "capabilities-added-beyond-restricted",
      "capability-sys-admin-added",
      "dangerous-capabilities-added",
    ]);
    assert.deepEqual(said("[NET_RAW, SYS_MODULE, ALL, CHOWN]", "recommended"), [
      "capability-net-raw-added",
      "capability-sys-admin-added",
      "capability-sys-module-added",
    ]);
  });

  it("removes the capability and keeps the others", () => {
    const manifest = (add: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: web\n      image: a\n      securityContext: { capabilities: { add: ${add} } }\n`;
    checkFix("dangerous-capabilities-added", manifest("[CHOWN, BPF]"), manifest("[CHOWN]"));
    checkFix("dangerous-capabilities-added", manifest("[BPF]"), manifest("[]"));
  });
});
