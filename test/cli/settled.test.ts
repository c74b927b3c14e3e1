import assert from "node:assert/strict";
import { temporaryFolder } from "../harness/temporaryFolder";
import { kubehint } from "./run";

const files = {
  "account.yaml":
    "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\nautomountServiceAccountToken: false\n",
  "web.yaml": `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  serviceAccountName: web
  containers: [{ name: web, image: "registry.example/web:1.4.2" }]
`,
};
const rule = ["--rule", "service-account-token-automount"];

describe("what another file puts in order", function () {
  this.timeout(60_000);

  it("is neither reported nor fixed", () => {
    const cwd = temporaryFolder(files);
    assert.equal(kubehint(["scan", ...rule], { cwd }).status, 0);
    assert.equal(kubehint(["fix", "--include-review", ...rule], { cwd }).stderr, "Nothing to fix.\n");
  });

  it("is reported and fixed where every file stands alone", () => {
    const cwd = temporaryFolder(files);
    assert.equal(kubehint(["scan", "--each-file", ...rule], { cwd }).status, 1);
    assert.match(
      kubehint(["fix", "--each-file", "--include-review", ...rule], { cwd }).stderr,
      /^Would apply 1 fix/,
    );
  });
});
