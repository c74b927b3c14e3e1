import assert from "node:assert/strict";
import { YamlDocument } from "../../../engine/yaml/document";

const openings = ["  a:", "  a: # said", "  a: &anchor", "  a: !!str", "  ? a\n  :"];
const between = ["", "  ", "      ", "#c", "# c", " # c", "  #c", "     # c", "#", "# c\r"];
const values = ["    value", "        value", "    'value'", "    value # said"];

describe("a value below its key", () => {
  it("is read, and what follows, whatever comments and blank lines stand between them", () => {
    for (const opening of openings)
      for (const first of between)
        for (const second of between)
          for (const third of between)
            for (const value of values) {
              const text = ["m:", opening, first, second, third, value, "  b:", "     next", "k: v", ""].join(
                "\n",
              );
              const { root, problems } = new YamlDocument(text);
              const read = [root.at("m", "a"), root.at("m", "b"), root.at("k")].map((field) => field.text());
              assert.deepEqual([problems, read], [[], ["value", "next", "v"]], text);
            }
  });
});
