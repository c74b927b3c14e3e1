import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { scanChart } from "../../workspace/charts/scanChart";
import { scanFiles } from "../../workspace/scanFiles";
import { memoryFileSystem } from "../harness/memoryFileSystem";
import { honest } from "./honest";

/** What a file of a chart that is no template is called: it was read, and has no object of its own. */
const read = new Set(["checked", "skipped: no Kubernetes resource"]);

describe("an honest large file", () => {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

  for (const [name, make] of Object.entries(honest))
    it(`meets no limit: ${name}`, async () => {
      const files = Object.fromEntries(Object.entries(make()).map(([path, text]) => [`/w/${path}`, text]));
      const fileSystem = memoryFileSystem(files);
      const said: string[] = [];
      const found: string[] = [];
      await scanFiles(
        {
          fileSystem,
          linter,
          roots: ["/w"],
          base: "/w",
          chartScanner: async () => scanChart,
          onChart:
            ({ findings }) =>
            () =>
              void found.push(...findings.map(({ rule }) => rule)),
          onAcross: ({ failures }) => void said.push(...failures.map(({ rule }) => `rule ${rule} failed`)),
        },
        ({ path, result: { status, problems, failures, findings, undecided } }) => {
          const kind = status.kind === "checked" ? "checked" : `${status.kind}: ${status.reason}`;
          if (!read.has(kind)) said.push(`${path} ${kind}`);
          said.push(...problems.map(({ code }) => `${path} ${code}`));
          said.push(...failures.map(({ rule }) => `rule ${rule} failed`));
          if (undecided > 0) said.push(`${path} ${undecided} undecided`);
          found.push(...findings.map(({ rule }) => rule));
        },
      );
      assert.deepEqual(said, []);
      // It stands at the end of all the rest.
      assert.equal(found.filter((rule) => rule === "host-pid").length, 1);
    }).timeout(60_000);
});
