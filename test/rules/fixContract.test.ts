import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { checkEachFix, checkFixAll, nothingChecked } from "../harness/fixContract";
import { variantNames, variantOf } from "../harness/variants";

const examples = rules.flatMap(({ id }) => {
  const given = ruleDocs[id]?.examples;
  return given ? [{ id, text: given.bad, options: given.options }] : [];
});
const checked = nothingChecked();

function linterFor(id: string, options: (typeof examples)[number]["options"]) {
  const config = { ...defaultConfig, profile: "all" as const, options: options ? { [id]: options } : {} };
  return createLinter({ rules, config });
}

/** The rule's own fixes as the example is written, and in one or two of the other writings. */
function checkExamples(writing: string, index: number): void {
  const known = checked.broken.length;
  examples.forEach(({ id, text, options }, at) => {
    if (index > 0 && at % 6 !== index % 6) return;
    const written = writing === "as it is" ? text : variantOf(writing, text);
    if (written !== undefined)
      checkEachFix(written, linterFor(id, options), checked, ({ rule }) => rule === id);
  });
  assert.deepEqual(checked.broken.slice(known), []);
}

describe("every fix of the rules' examples keeps its promises", () => {
  ["as it is", ...variantNames].forEach((writing, index) => {
    it(`written with ${writing}`, () => checkExamples(writing, index));
  });

  it("also all of them together", () => {
    const known = checked.broken.length;
    for (const { id, text, options } of examples.filter((_, at) => at % 4 === 0))
      checkFixAll(text, linterFor(id, options), checked);
    assert.deepEqual(checked.broken.slice(known), []);
  });

  it("and there are many of them", () => {
    assert.ok(checked.fixes > 300, String(checked.fixes));
  });
});
