import assert from "node:assert/strict";
import { KeyedList } from "../../../engine/yaml/keyedList";

describe("a keyed list", () => {
  for (const size of [3, 8, 9, 100])
    it(`of ${size} values finds each by its key, in the order in which they came`, () => {
      const list = new KeyedList<{ key: string; value: number }>();
      for (let index = 0; index < size; index++) list.set({ key: `k${index}`, value: index });
      list.set({ key: "k1", value: -1 });
      assert.deepEqual(
        list.values.map(({ key }) => key),
        Array.from({ length: size }, (_, index) => `k${index}`),
      );
      assert.equal(list.get("k1")?.value, -1);
      assert.equal(list.get(`k${size - 1}`)?.value, size - 1);
      assert.equal(list.get("other"), undefined);
      assert.equal(list.get("__proto__"), undefined);
    });
});
