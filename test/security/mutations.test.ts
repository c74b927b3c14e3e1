import assert from "node:assert/strict";
import { processorTime } from "../harness/processorTime";
import { Choices } from "../harness/yamlModel";
import { runs } from "../property/runs";
import { everyRule, examine } from "./examine";
import { mutated, seeds } from "./mutator";

/** In milliseconds; what is larger than 64 KB is not made here. */
const longest = 500;
const count = runs(800).numRuns ?? 800;

describe("manifests with something wrong in them", () => {
  const pool = seeds();
  const linters = [everyRule(), everyRule({ minor: 0 })];

  it(`are taken by every rule, fix and explanation, each within ${longest} ms`, () => {
    const base = Number(process.env.KUBEHINT_SEED ?? 1);
    for (let run = 0; run < count; run++) {
      const seed = base * 1_000_003 + run;
      const choices = new Choices(seed);
      const text = mutated(choices.pick(pool), choices, pool);
      const others = [choices.pick(pool), mutated(choices.pick(pool), choices, pool)];
      const offsets = Array.from({ length: 5 }, () => choices.next(text.length + 1));
      for (const linter of linters) {
        try {
          const took = processorTime(() => linter.lint(text));
          assert.ok(took < longest, `took ${Math.round(took)} ms`);
          examine(text, linter, others, offsets);
        } catch (error) {
          assert.fail(`seed ${seed}, 1.${linter.config.minor}: ${error}\n${text}`);
        }
      }
    }
  }).timeout(count * 100);
});
