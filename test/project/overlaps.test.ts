import assert from "node:assert/strict";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { lintWith } from "../harness/check";
import { sides } from "./overlaps";

/** Rule -> the rules that say the same more precisely. */
const declared = new Map(rules.map(({ id, coveredBy = [] }) => [id, coveredBy]));

/** Pairs of rules that mark the same characters in some bad example once what is covered is left out: `a + b`, sorted. */
function undeclaredPairs(): Set<string> {
  const pairs = new Set<string>();
  for (const { id } of rules) {
    const { bad, options } = ruleDocs[id]?.examples ?? assert.fail(id);
    const byRange = new Map<string, Set<string>>();
    for (const { rule, span, missing } of lintWith(bad, undefined, {
      ruleOptions: { [id]: options ?? {} },
    })) {
      // What is missing is shown at the name, whatever it is, and grouped there.
      if (missing) continue;
      const range = `${span.start} ${span.end}`;
      byRange.set(range, (byRange.get(range) ?? new Set()).add(rule));
    }
    for (const at of byRange.values()) {
      const speaking = [...at].filter((rule) => !declared.get(rule)?.some((covering) => at.has(covering)));
      for (const one of speaking)
        for (const other of speaking) if (one < other) pairs.add(`${one} + ${other}`);
    }
  }
  return pairs;
}

describe("two rules at one place", () => {
  const found = undeclaredPairs();
  const listed = new Map(sides.map(({ rules: pair, why }) => [[...pair].sort().join(" + "), why]));

  it("cover each other, or say two things for a reason that is written down", () => {
    assert.deepEqual([...found].filter((pair) => !listed.has(pair)).sort(), []);
  });

  it("are listed for as long as they meet", () => {
    assert.deepEqual([...listed.keys()].filter((pair) => !found.has(pair)).sort(), []);
    for (const [pair, why] of listed) assert.ok(why.length > 20, pair);
  });
});
