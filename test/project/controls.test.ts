import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rules } from "../../rules";
import controls from "./controls.json";

/** The catalogue that the list was made from, where it is at hand. */
const catalogue = resolve(__dirname, "../../../shared/catalogue/rules.json");

/** Not a matter of one setting: the schema as a whole, and the order of keys. */
const apart: readonly string[] = ["schema-invalid", "sorted-keys"];

interface CatalogueEntry {
  readonly key: string;
  readonly class: string;
  readonly needs: string;
}

describe("the controls that can be decided from manifests", () => {
  const known = new Set(rules.flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]));

  for (const [area, ids] of Object.entries(controls))
    it(`are all covered: ${ids.length} of ${area}`, () => {
      assert.deepEqual(
        ids.filter((id) => !known.has(id)),
        [],
      );
    });

  it("are those of the catalogue", function () {
    if (!existsSync(catalogue)) return this.skip();
    const entries: readonly CatalogueEntry[] = JSON.parse(readFileSync(catalogue, "utf8"));
    const decidable = entries.filter(
      ({ key, needs }) => needs !== "image-registry" && needs !== "cluster" && !apart.includes(key),
    );
    const listed = [...controls.security, ...controls.reliability];
    assert.deepEqual(decidable.map(({ key }) => key).sort(), listed.sort());
  });
});
