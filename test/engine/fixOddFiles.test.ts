import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { fixAll } from "../../engine/fixAll";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\nspec:\n";
const container = (name: string, body = "") => `    - name: ${name}\n      image: b:1.0.0\n${body}`;

const merged = `${pod}  containers:
${container("a", "      securityContext: &sc\n        runAsGroup: 10001\n")}${container(
  "c",
  "      securityContext:\n        <<: *sc\n        runAsUser: 0\n",
)}`;

function fixed(text: string): string {
  return fixAll(text, linter, { include: "review" }).text;
}

describe("fixes of odd files", () => {
  it("write a new key behind a merge, which overrides what stands above it", () => {
    const text = fixed(merged);
    assert.match(text, /^ {6}securityContext:\n {8}<<: \*sc\n/m);
    assert.match(text, /<<: \*sc\n(?: {8}.*\n)* {8}allowPrivilegeEscalation: false\n/);
  });
});
