import assert from "node:assert/strict";
import { naturalOrder } from "../../engine/naturalOrder";
import { ruleFrameworks } from "../../rules/frameworks";

describe("the order of names with numbers", () => {
  it("counts", () => {
    assert.deepEqual(["1.2.10", "1.2.9", "1.2", "a2", "a10", "a"].sort(naturalOrder), [
      "1.2",
      "1.2.9",
      "1.2.10",
      "a",
      "a2",
      "a10",
    ]);
    assert.equal(naturalOrder("same", "same"), 0);
  });

  it("is that of the language for the ids of every framework", () => {
    const ids = Object.values(ruleFrameworks).flatMap((given) =>
      Object.values(given).flatMap((of): readonly string[] => (Array.isArray(of) ? of : [])),
    );
    const sorted = [...new Set(ids)].filter((id) => !id.includes(" "));
    assert.ok(sorted.length > 200);
    assert.deepEqual(
      [...sorted].sort(naturalOrder),
      sorted.sort((one, other) => one.localeCompare(other, "en", { numeric: true })),
    );
  });
});
