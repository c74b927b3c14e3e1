import assert from "node:assert/strict";
import { DocumentCache } from "../../engine/documentCache";

describe("the cache of documents", () => {
  it("remembers what the last texts held, and lets older versions go", () => {
    const cache = new DocumentCache<number>(2);
    cache.begin();
    cache.set("unchanged", 1);
    cache.set("first version", 2);
    cache.begin();
    assert.equal(cache.get("unchanged"), 1);
    cache.set("second version", 3);
    assert.equal(cache.get("first version"), 2, "for those who undo at once");
    cache.begin();
    assert.equal(cache.get("unchanged"), 1);
    assert.equal(cache.get("second version"), 3);
    cache.begin();
    cache.begin();
    assert.equal(cache.get("unchanged"), undefined);
  });

  it("remembers nothing where it is told to", () => {
    const cache = new DocumentCache<number>(0);
    cache.begin();
    cache.set("a", 1);
    assert.equal(cache.get("a"), undefined);
  });
});
