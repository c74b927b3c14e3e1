import assert from "node:assert/strict";
import { runs } from "../property/runs";
import { type Counterexample, fuzzDocuments } from "./documents";
import { fuzzKeystrokes } from "./keystrokes";
import { shrinkText } from "./shrink";
import { ownSubjects } from "./subjects";

/** Small, so that there can be many: what is larger is for `npm run fuzz`. */
const subjects = ownSubjects(600);
const seed = Number(process.env.KUBEHINT_SEED ?? 1);
const texts = runs(12_000).numRuns ?? 0;
const edits = runs(12_000).numRuns ?? 0;

function shown(counterexamples: readonly Counterexample[]): string[] {
  return counterexamples.map(({ run, wrong, text }) => `seed ${seed}, run ${run}: ${wrong}\n${text}`);
}

describe("manifests mutated by chance", () => {
  it(`are linted in time, the same twice, with every span inside and every fix readable: ${texts}`, () => {
    const figures = fuzzDocuments({ count: texts, seed, subjects });
    assert.deepEqual(shown(figures.counterexamples), []);
    assert.equal(figures.texts, texts);
    assert.ok(figures.findings > texts && figures.fixes > texts / 10 && figures.partly > texts / 10);
  }).timeout(texts * 30);

  it(`say after each of ${edits} edits what they say when they are read anew`, () => {
    const figures = fuzzKeystrokes({ count: edits, seed, subjects });
    assert.deepEqual(shown(figures.counterexamples), []);
    assert.ok(figures.edits >= edits && figures.takenOver > edits);
  }).timeout(edits * 40);

  it("are made as small as can be where something is wrong", () => {
    const text = shrinkText(
      "a: 1\nb:\n  c: [x, y]\nd: 2\n",
      (some) => /c.*y/.test(some),
      performance.now() + 5000,
    );
    assert.equal(text, "cy");
  });
});
