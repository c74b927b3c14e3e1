import assert from "node:assert/strict";
import { count } from "../../report/printers/count";

describe("a number with its noun", () => {
  it("is grouped by thousands and agrees", () => {
    const fixes = (number: number) => count(number, "fix", "fixes");
    assert.deepEqual([0, 1, 999, 1000, 12_005, 1_000_000, 1_234_567].map(fixes), [
      "0 fixes",
      "1 fix",
      "999 fixes",
      "1,000 fixes",
      "12,005 fixes",
      "1,000,000 fixes",
      "1,234,567 fixes",
    ]);
  });
});
