import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../engine/yaml/span";
import { lineDiff } from "../../server/workspace/lineDiff";

describe("the difference of two texts", () => {
  it("turns one into the other", () => {
    const text = fc
      .array(fc.constantFrom("a: 1", "b:", "  c: x", "", "# note"), { maxLength: 12 })
      .chain((lines) => fc.constantFrom("\n", "\r\n").map((end) => lines.join(end)));
    fc.assert(
      fc.property(text, text, (before, after) => {
        assert.equal(applyEdits(before, lineDiff(before, after)), after);
      }),
    );
  });

  it("touches no line that stays", () => {
    const edits = lineDiff("a\nb\nc\nd\ne\n", "a\nB\nc\nd\nd2\ne\n");
    assert.deepEqual(edits, [
      { start: 2, end: 4, text: "B\n" },
      { start: 8, end: 8, text: "d2\n" },
    ]);
    assert.deepEqual(lineDiff("a\n", "a\n"), []);
  });

  it("falls back to one edit where there is too much to compare", () => {
    const many = (mark: string) => Array.from({ length: 3000 }, (_, i) => `${mark}${i}\n`).join("");
    const edits = lineDiff(`head\n${many("a")}tail\n`, `head\n${many("b")}tail\n`);
    assert.equal(edits.length, 1);
    assert.equal(edits[0]?.start, 5);
  });
});
