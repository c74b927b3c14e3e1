import assert from "node:assert/strict";
import { applyFixes, check, checkFix, checkNone } from "../../harness/check";

describe("read-only-root-filesystem", () => {
  it("marks false where it stands, and containers without it by their name", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ read-only-root-filesystem: container "web" does not set readOnlyRootFilesystem
      image: a
    - name: b
      image: a
      securityContext:
        readOnlyRootFilesystem: false
        #                       ^^^^^ read-only-root-filesystem: container "b" can write to its root file system
`);
  });

  it("is silent for true, for what is filled in later, and on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { readOnlyRootFilesystem: true } }
    - { name: b, image: a, securityContext: { readOnlyRootFilesystem: "\${READ_ONLY}" } }
---
apiVersion: v1
kind: Pod
spec: { os: { name: windows }, containers: [{ name: a, image: a }] }
`,
      "read-only-root-filesystem",
    );
  });

  it("sets it to true", () => {
    const manifest = (value: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - { name: a, image: a, securityContext: { readOnlyRootFilesystem: ${value} } }\n`;
    checkFix("read-only-root-filesystem", manifest("false"), manifest("true"));
  });

  it("goes by the version where an image has moved its data", () => {
    const data = (tag: string) =>
      /mountPath: (\/var\/lib\S+)/.exec(
        applyFixes(
          "read-only-root-filesystem",
          `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: db\n      image: postgres${tag}\n`,
        ),
      )?.[1];
    assert.equal(data(":17.2"), "/var/lib/postgresql/data");
    assert.equal(data(":9.6-alpine"), "/var/lib/postgresql/data");
    assert.equal(data(":18"), "/var/lib/postgresql");
    assert.equal(data(":alpine"), "/var/lib/postgresql");
  });

  it("mounts empty volumes where a well-known image writes", () => {
    const manifest = (security: string, more: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: cache # kept
      mountPath: /var/cache/
${security}  volumes:
  - name: cache
    emptyDir: {}
${more}`;
    checkFix(
      "read-only-root-filesystem",
      manifest("", ""),
      manifest(
        "    - name: web-tmp\n      mountPath: /tmp\n    - name: web-var-run\n      mountPath: /var/run\n    securityContext:\n      readOnlyRootFilesystem: true\n",
        "  - name: web-tmp\n    emptyDir: {}\n  - name: web-var-run\n    emptyDir: {}\n",
      ),
    );
  });
});
