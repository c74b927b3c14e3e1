import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { peerChecks } from "../../rules/peers";
import { withNulls, writeOddly } from "../harness/oddWriter";
import { checkSuppression, type Placed } from "../harness/suppressionContract";
import { documentsToJson } from "../harness/toJson";
import { Choices } from "../harness/yamlModel";
import { runs } from "./runs";

const linter = createLinter({ rules, peers: peerChecks, config: { ...defaultConfig, profile: "all" } });
const examples = rules.flatMap(({ id }) => {
  const bad = ruleDocs[id]?.examples?.bad;
  return bad === undefined ? [] : [documentsToJson(bad)];
});

describe("a suppression that is put in a manifest of odd writing", () => {
  it("covers what its scope says, moves the rest and comes out again", () => {
    const seen = new Map<Placed | undefined, number>();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...examples), { minLength: 1, maxLength: 2 }),
        fc.nat(),
        (files, seed) => {
          const choices = new Choices(Math.imul(seed + 1, 2654435761));
          const text = writeOddly(withNulls(files.flat(), choices), choices);
          const placed = checkSuppression(text, linter, choices);
          seen.set(placed, (seen.get(placed) ?? 0) + 1);
        },
      ),
      runs(300),
    );
    assert.ok((seen.get("comment") ?? 0) > 100 && (seen.get("annotation") ?? 0) > 30, String([...seen]));
  }).timeout(60_000);
});
