import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter, fileFacts } from "../../engine/linter";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { rules } from "../../rules";
import { Choices } from "../harness/yamlModel";
import { growing } from "../security/growing";
import { runs } from "./runs";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

/** What rules across files report about every file, and which of several others they name. */
function findingsOf(index: WorkspaceIndex, files: readonly string[]): string[] {
  return files.flatMap((file) =>
    linter
      .lintAmong(index, file)
      .findings.map(({ rule, path, resource, message, related }) => {
        const others = related.map((other) => [other.file, other.span]);
        return JSON.stringify([file, rule, resource.kind, path, message.args, others]);
      })
      .sort(),
  );
}

describe("an index that is kept up to date file by file", () => {
  it("says what an index made anew of the same files says", () => {
    const objects = growing["objects of a workspace"]?.make(200).split("---\n").filter(Boolean) ?? [];
    const { numRuns = 10 } = runs(10);
    for (let run = 0; run < numRuns; run++) {
      const choices = new Choices(run + 1);
      const texts = new Map<string, string>();
      const index = new WorkspaceIndex();
      for (let edit = 0; edit < 80; edit++) {
        const file = `${choices.next(30)}.yaml`;
        const text = Array.from({ length: choices.next(4) }, () => choices.pick(objects)).join("---\n");
        if (choices.next(10) === 0) {
          texts.delete(file);
          index.delete(file);
        } else {
          texts.set(file, text);
          index.set(file, fileFacts(linter.lint(text), file));
        }
        // Asking makes the groups that the later edits have to keep true.
        if (edit === 20) findingsOf(index, [...texts.keys()]);
      }
      const fresh = new WorkspaceIndex();
      for (const [file, text] of texts) fresh.set(file, fileFacts(linter.lint(text), file));
      const files = [...texts.keys()];
      assert.deepEqual(findingsOf(index, files), findingsOf(fresh, files), `run ${run}`);
    }
  }).timeout(60_000);
});
