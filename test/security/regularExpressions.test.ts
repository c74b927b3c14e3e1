import assert from "node:assert/strict";
import { processorTime } from "../harness/processorTime";
import { attackText, parsed, regularExpressions, verdicts } from "./regularExpressions";

/** In milliseconds, for the worst text that is known. */
const longestMatch = 1500;

describe("regular expressions on other people's text", () => {
  it("that are not linear have a bound and a reason", () => {
    const without = Object.entries(verdicts).flatMap(([written, verdict]) =>
      verdict !== "safe" && (verdict.why === "" || verdict.attacks.length === 0) ? [written] : [],
    );
    assert.deepEqual(without, []);
  });

  it("have a verdict each", async () => {
    const found = await regularExpressions();
    assert.ok(found.size > 500, `${found.size} found`);
    const unknown = [...found].filter(([written]) => !Object.hasOwn(verdicts, written));
    assert.deepEqual(unknown, [], 'new patterns: "npm run patterns" analyses them');
    const gone = Object.keys(verdicts).filter((written) => !found.has(written));
    assert.deepEqual(gone, [], 'patterns that are no more: "npm run patterns" leaves them out');
  }).timeout(120_000);

  for (const [written, verdict] of Object.entries(verdicts)) {
    if (verdict === "safe") continue;
    it(`${written.slice(0, 60)}: ${verdict.why}`, () => {
      const { source, flags } = parsed(written);
      const pattern = new RegExp(source, flags.replace(/[gy]/g, ""));
      for (const attack of verdict.attacks) {
        const text = attackText(attack, verdict.longest);
        const took = processorTime(() => pattern.test(text));
        assert.ok(took < longestMatch, `${took.toFixed()} ms for ${text.length} characters`);
      }
    }).timeout(30_000);
  }
});
