import assert from "node:assert/strict";
import { YamlDocument } from "../../engine/yaml/document";
import { applyEdits } from "../../engine/yaml/span";
import { lintWith } from "../harness/check";

// What was found by `npm run fuzz`, as small as it was made.
describe("found by chance", () => {
  it("half of a surrogate pair is written by a fix so that YAML takes it", () => {
    const selector = "apiVersion: apps/\nkind: Deployment\nspec:\n selector:\n  matchLabels:\n   r: \ud800";
    for (const text of [selector, `${selector}\n template:\n  metadata:\n   labels:\n    r: "a"`]) {
      const edits = lintWith(text, ["selector-mismatch"])[0]?.fix?.edits();
      assert.ok(edits && "edits" in edits);
      assert.deepEqual(new YamlDocument(applyEdits(text, edits.edits)).problems, []);
    }
  });
});
