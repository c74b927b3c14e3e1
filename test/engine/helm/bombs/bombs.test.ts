import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { bombs } from "./charts";
import type { Outcome } from "./run";

/** Milliseconds; a machine that does much else gets twice the time that is promised. */
const longest = 2000 * 2;
/** A thread that takes more than this in all is ended, and the test fails. */
const memory = { maxOldGenerationSizeMb: 208, maxYoungGenerationSizeMb: 48 };

/** What some of them come to is no harm, so that nothing need be said. */
const harmless = new Set([
  "a dictionary in itself",
  "a dictionary in itself, printed",
  "a dictionary in itself, merged",
  "padding",
  "a regular expression that backtracks",
  "a regular expression of repeated repeats",
  "JSON in JSON",
  "YAML that multiplies itself",
  "a schema with a pattern that backtracks",
]);

describe("a chart that wants too much", () => {
  let folder: string;
  let script: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "kubehint-bombs-"));
    script = join(folder, "run.js");
    // As it ships: one file, which a thread can run.
    buildSync({
      entryPoints: [join(__dirname, "run.ts")],
      outfile: script,
      bundle: true,
      platform: "node",
      mainFields: ["module", "main"],
      logLevel: "error",
    });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name, files } of bombs)
    it(`is stopped: ${name}`, async () => {
      const worker = new Worker(script, { resourceLimits: memory });
      try {
        const outcome = await new Promise<Outcome>((resolve, reject) => {
          worker.once("message", resolve);
          worker.once("error", reject);
          setTimeout(() => reject(new Error("it never ends")), longest * 3).unref();
          worker.postMessage(files());
        });
        assert.ok(outcome.milliseconds < longest, `${outcome.milliseconds} ms`);
        assert.deepEqual(outcome.placeless, []);
        // Nothing is cut off in silence.
        if (!harmless.has(name)) assert.notDeepEqual(outcome.messages, []);
      } finally {
        await worker.terminate();
      }
    }).timeout(30_000);
});
