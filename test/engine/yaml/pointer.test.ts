import assert from "node:assert/strict";
import { YamlDocument } from "../../../engine/yaml/document";
import { fieldAtPointer, parentsOf, pointerKey, pointerStep } from "../../../engine/yaml/pointer";

describe("a JSON Pointer", () => {
  it("stands for any key", () => {
    for (const key of ["a", "a/b", "a~b", "~1", "~0/~1", ""]) assert.equal(pointerKey(pointerStep(key)), key);
  });

  it("knows what is above it, the nearest first", () => {
    assert.deepEqual(parentsOf("/a/0/b"), ["/a/0", "/a", ""]);
    assert.deepEqual(parentsOf("/a"), [""]);
    assert.deepEqual(parentsOf(""), []);
  });

  it("leads to the field that has it, there or not", () => {
    const { root } = new YamlDocument("a: [{ b/c: 1, 2: two }]\n");
    for (const field of [root, root.at("a", 0, "b/c"), root.at("a", 0, "2")])
      assert.equal(fieldAtPointer(root, field.pointer), field);
    const missing = fieldAtPointer(root, "/a/7/none");
    assert.deepEqual([missing?.path, missing?.exists], [["a", 7, "none"], false]);
  });
});
