import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { canonical } from "../harness/declaredChanges";
import { checkEachFix, checkFixAll, nothingChecked } from "../harness/fixContract";
import { withNulls, writeOddly } from "../harness/oddWriter";
import { documentsOf, documentsToJson, type Json, toJson } from "../harness/toJson";
import { Choices } from "../harness/yamlModel";
import { runs } from "./runs";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
const examples = rules.flatMap(({ id }) => {
  const bad = ruleDocs[id]?.examples?.bad;
  const values = bad === undefined ? [] : documentsToJson(bad);
  return values.length > 0 ? [{ id, values }] : [];
});

function seeded(id: string, seed: number): Choices {
  const at = examples.findIndex((example) => example.id === id);
  return new Choices(Math.imul(seed * 1009 + at + 1, 2654435761));
}

function writing(id: string, seed: number): { readonly text: string; readonly values: readonly Json[] } {
  const choices = seeded(id, seed);
  const values = withNulls(examples.find((example) => example.id === id)?.values ?? [], choices);
  return { text: writeOddly(values, choices), values };
}

const id = fc.constantFrom(...examples.map((example) => example.id));
const seed = fc.nat(1_000_000);

describe("manifests in odd writings", () => {
  it("are read as they are meant", () => {
    fc.assert(
      fc.property(id, seed, (rule, at) => {
        const { text, values } = writing(rule, at);
        const read = documentsOf(text).filter(({ root }) => toJson(root) !== null);
        assert.deepEqual(
          read.flatMap(({ problems }) => problems),
          [],
          text,
        );
        assert.equal(canonical(read.map(({ root }) => toJson(root))), canonical([...values]), text);
      }),
      runs(1000),
    );
  }).timeout(60_000);

  it("are fixed as their fixes promise", () => {
    let fixes = 0;
    fc.assert(
      fc.property(id, seed, (rule, at) => {
        const { text } = writing(rule, at);
        const checked = nothingChecked();
        checkEachFix(text, linter, checked, (finding) => finding.rule === rule || at % 3 === 0);
        if (at % 4 === 0) checkFixAll(text, linter, checked);
        assert.deepEqual(checked.broken, [], text);
        fixes += checked.fixes;
      }),
      runs(200),
    );
    assert.ok(fixes > 300, String(fixes));
  }).timeout(60_000);
});
