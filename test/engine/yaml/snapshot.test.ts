import assert from "node:assert/strict";
import { keptTree, plainPlace } from "../../../engine/workspace/plainPlace";
import { YamlDocument } from "../../../engine/yaml/document";
import { withSharedTexts } from "../../../engine/yaml/keptTree";
import type { Reading } from "../../../engine/yaml/reading";
import { Snapshot } from "../../../engine/yaml/snapshot";

/** Everything a rule can read of a place and of what lies below it. */
function readings(of: Reading): unknown {
  return [
    of.key,
    of.span,
    [of.exists, of.present, of.isMap, of.isSequence, of.undecided],
    [of.boolean(), of.integer(), of.string(), of.text()],
    of.items().map(readings),
    of.entries().map(readings),
  ];
}

function whole(text: string): { field: Reading; snapshot: Snapshot } {
  const { root } = new YamlDocument(text);
  return { field: root, snapshot: Snapshot.of(root, () => "whole") };
}

const text = `a: { b: [1, true, "x", null, ~, 2.5, 0x10, .inf, 99999999999999999999], "": empty }
list:
  - - nested
    - []
    - {}
  - key: value
    other: >-
      a text that is long enough to be a slice of the file
  -
template: "{{ .Values.name }}"
`;
const wide = Array.from({ length: 300 }, (_, index) => `key-${index}: { value: ${index} }\n`).join("");

describe("a snapshot", () => {
  it("reads like the field it was taken from", () => {
    for (const source of [text, wide, "just a text", "[]"]) {
      const { field, snapshot } = whole(source);
      assert.deepEqual(readings(snapshot), readings(field), source);
    }
  });

  it("is found by path, in mappings of any width, and reads as missing where there is nothing", () => {
    const { field, snapshot } = whole(text + wide);
    for (const path of [["list", 1, "other"], ["a", "b", 2], ["a", ""], ["key-299", "value"], ["key-0"]]) {
      assert.deepEqual(readings(snapshot.at(...path)), readings(field.at(...path)));
      assert.equal(snapshot.at(...path).pointer, field.at(...path).pointer);
    }
    for (const path of [
      ["list", 3],
      ["list", -1],
      ["list", "key"],
      ["a", 0],
      ["key-300"],
      ["none", "of", 7],
    ]) {
      assert.equal(snapshot.at(...path).exists, false);
      assert.deepEqual(snapshot.at(...path).span, snapshot.at(...path).parent?.span);
    }
  });

  it("says the same when it was sent to another thread or written down, and so does a part of it", () => {
    const { snapshot } = whole(text + wide);
    for (const part of [
      snapshot,
      snapshot.at("list"),
      snapshot.at("list", 1, "other"),
      snapshot.at("key-7"),
    ]) {
      const { kept } = part;
      assert.ok(kept);
      const [, ...read] = readings(part) as unknown[];
      const sent = Snapshot.from(withSharedTexts(structuredClone(kept)));
      assert.deepEqual(readings(sent), ["", ...read]);
      const written = JSON.stringify(plainPlace(kept, (shown) => shown));
      assert.deepEqual(readings(Snapshot.from(keptTree(JSON.parse(written)))), ["", ...read]);
    }
  });

  it("keeps the keys alone, or nothing, where it is told so", () => {
    const { root } = new YamlDocument("data: { password: hunter2 }\nstatus: { a: 1 }\nkind: Secret\n");
    const snapshot = Snapshot.of(root, ({ key, parent }) =>
      key === "status" ? "none" : parent?.key === "data" ? "key" : "whole",
    );
    assert.deepEqual(
      snapshot.entries().map(({ key }) => key),
      ["data", "kind"],
    );
    const password = snapshot.at("data", "password");
    assert.deepEqual(
      [password.exists, password.present, password.span],
      [true, false, { start: 8, end: 16 }],
    );
  });
});
