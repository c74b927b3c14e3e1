import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { clientFeatures } from "../../server/lsp/clientFeatures";
import { rulesById } from "../../server/lsp/shownFile";
import { answerOf } from "../../server/scan/fileAnswer";
import { withoutAsked } from "../../server/scan/keptFindings";
import { checkFile } from "../../workspace/checkFile";
import { defaultSettings } from "../../workspace/settings";
import { anyCanary, secretive } from "./canaries";

/** What rules across files look at is kept by what `plainFacts` says of it. */
describe("what the editor keeps of findings", () => {
  it("holds no secret, whatever a report asked for besides", async () => {
    const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
    const shownWith = {
      client: clientFeatures({}),
      options: {},
      settings: defaultSettings,
      rules: rulesById(rules),
    };
    let findings = 0;
    for (const [path, text] of Object.entries(secretive)) {
      const result = checkFile(text, linter);
      const scanned = { path, text, result, partial: false, sources: {}, unreadable: false };
      const answer = await answerOf(scanned, `file:///${path}`, [], {
        shownWith,
        wanted: { quotes: true, edits: true },
      });
      findings += answer.findings.length;
      const { facts: _, ...kept } = withoutAsked(answer);
      assert.doesNotMatch(JSON.stringify(kept), anyCanary, path);
    }
    assert.ok(findings > 100, `${findings} findings`);
  });
});
