import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

describe("sorted-keys", () => {
  it("marks the first key of an object that stands behind a later one, at any depth", () => {
    check(`
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - image: registry.example/web:1.4.2
      name: web
      env:
      #@ 6-9 sorted-keys: keys of Pod "web" are out of order: "env" stands behind "name"
        - value: a
          name: A
---
apiVersion: v1
metadata:
  name: web
kind: ConfigMap
#@ 0-4 sorted-keys: keys of ConfigMap "web" are out of order: "kind" stands behind "metadata"
`);
  });

  it("is silent where all keys are sorted, and does not look at what an alias repeats", () => {
    checkNone(
      `
apiVersion: v1
data: &data
  a: "1"
  b: "2"
kind: ConfigMap
metadata:
  annotations: *data
  name: web
`,
      "sorted-keys",
    );
  });

  it("asks nobody who does not ask for all rules", () => {
    const text = "kind: Pod\napiVersion: v1\nmetadata: { name: web }\n";
    assert.equal(lintWith(text, ["sorted-keys"]).length, 1);
    assert.deepEqual(lintWith(text, ["sorted-keys"], { profile: "restricted" }), []);
  });
});
