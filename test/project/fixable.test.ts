import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rules } from "../../rules";
import fixable from "./fixable.json";

/** The catalogue that the list was made from, where it is at hand. */
const catalogue = resolve(__dirname, "../../../shared/catalogue/rules.json");

/** That a rule's fix is offered in its own example and does what it says is part of `rules.test.ts`. */
describe("the controls that a fix of the text can satisfy", () => {
  const reasons: Readonly<Record<string, string>> = fixable.withoutFix;
  const ruleOf = (id: string) => rules.find((rule) => rule.id === id || rule.aliases?.includes(id));

  it(`have one, ${fixable.fixable.length} in all, or a reason why not`, () => {
    assert.deepEqual(
      fixable.fixable.filter((id) => ruleOf(id)?.fix === undefined && reasons[id] === undefined),
      [],
    );
  });

  it("have no reason where there is a fix", () => {
    assert.deepEqual(
      Object.keys(reasons).filter((id) => !fixable.fixable.includes(id) || ruleOf(id)?.fix !== undefined),
      [],
    );
  });

  it("are those of the catalogue", function () {
    if (!existsSync(catalogue)) return this.skip();
    const entries: readonly { readonly key: string; readonly fixable: string }[] = JSON.parse(
      readFileSync(catalogue, "utf8"),
    );
    const wanted = entries.filter((entry) => entry.fixable.startsWith("yes"));
    assert.deepEqual(wanted.map(({ key }) => key).sort(), fixable.fixable);
  });
});
