import assert from "node:assert/strict";
import { growth } from "./growth";

const samples = (heapAt: (index: number) => number) =>
  Array.from({ length: 30 }, (_, index) => ({ seconds: index, heap: heapAt(index) * 1e6, resident: 1e8 }));

describe("the level of memory over a soak", () => {
  it("has grown where the last third holds a tenth more than the middle", () => {
    assert.equal(
      growth(
        samples(() => 50),
        0.1,
      ).grew,
      false,
    );
    // What is filled once, and single peaks, are no growth.
    assert.equal(
      growth(
        samples((index) => Math.min(50, 10 + index * 5)),
        0.1,
      ).grew,
      false,
    );
    assert.equal(
      growth(
        samples((index) => (index % 7 === 0 ? 90 : 50)),
        0.1,
      ).grew,
      false,
    );
    assert.equal(
      growth(
        samples((index) => 50 + index),
        0.1,
      ).grew,
      true,
    );
    assert.equal(growth([], 0.1).grew, true);
  });
});
