import assert from "node:assert/strict";
import { fileFacts } from "../../engine/linter";
import { workloadLevels } from "../../engine/podSecurityLevel";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { processorTime } from "../harness/processorTime";
import { everyRule } from "./examine";
import { growing } from "./growing";
import { growingTexts } from "./growingTexts";

const linter = everyRule();
const strict = everyRule({ profile: "pss-restricted" });

/** What an editor does with a text that it sees for the first time. */
function analyse(text: string): void {
  const result = linter.lint(text);
  const index = new WorkspaceIndex();
  index.set("a", fileFacts(result, "a"));
  linter.lintAmong(index, "a");
  workloadLevels(strict.lint(text));
}

/** In milliseconds, the better of two, so that a pause of the collector is not taken for the program's own. */
function timeOf(make: (run: number) => string): number {
  const times = [0, 1].map((run) => {
    const text = make(run);
    return processorTime(() => analyse(text));
  });
  return Math.min(...times);
}

describe("the time for a manifest", () => {
  analyse(growing.documents?.make(100) ?? "");

  for (const [name, { count, make }] of Object.entries({ ...growing, ...growingTexts }))
    it(`grows with the number of ${name}, not with its square`, () => {
      const small = Math.ceil(count / 32);
      // A trailing comment makes it another text, so that nothing is remembered.
      const timed = (size: number) => timeOf((run) => `${make(size)}# ${run}\n`);
      const ratio = timed(small * 8) / Math.max(timed(small), 5);
      // 8 times the text: 64 if it were the square.
      assert.ok(ratio < 24, `8 times as many took ${ratio.toFixed(1)} times as long`);
    }).timeout(60_000);
});
