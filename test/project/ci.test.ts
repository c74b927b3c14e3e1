import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { readArguments } from "../../cli/arguments";
import { formatFor } from "../../cli/formats";
import { scanCommandOptions } from "../../cli/scanArguments";
import { severities } from "../../engine/finding";
import { inProcess } from "../cli/inProcess";
import { acrossWorkspace } from "../harness/acrossWorkspace";
import { temporaryFolder } from "../harness/temporaryFolder";

const root = resolve(__dirname, "../..");
const text = (file: string) => readFileSync(join(root, file), "utf8");
const files = "action.yml ci/gitlab.yml ci/azure-pipelines.yml ci/Jenkinsfile Dockerfile docs/ci.md".split(
  " ",
);

/** The arguments of each scan in a file, without the shell's quotes; variables stay as they are written. */
function scans(file: string): string[][] {
  const commands = text(file).matchAll(/(?:kubehint|"\$KUBEHINT"|"\$\(KUBEHINT_IMAGE\)") scan\b([^'`\n|]*)/g);
  return [...commands].map(([, rest = ""]) =>
    rest
      .trim()
      .split(/\s+/)
      .map((word) => word.replaceAll('"', "")),
  );
}

describe("what runs in CI", () => {
  for (const file of files)
    it(`${file} gives the command line nothing that it refuses`, () => {
      const found = scans(file);
      assert.ok(found.length > 0);
      for (const argv of found) {
        const args = readArguments(argv, scanCommandOptions);
        const format = args.text("format");
        if (format !== undefined && !format.startsWith("$")) formatFor(format);
        const threshold = args.text("fail-on");
        if (threshold !== undefined && !threshold.startsWith("$"))
          assert.ok([...severities, "none"].includes(threshold), threshold);
      }
    });

  for (const [of, output] of [
    [3, "part-$SHARD.json"],
    [8, "/reports/part-$SHARD.json"],
  ] as const)
    it(`the ${of} shards of docs/ci.md are merged to the report of one scan`, async () => {
      const found = scans("docs/ci.md").find((argv) => argv.includes(`$SHARD/${of}`)) ?? [];
      assert.ok(found.includes(output));
      const cwd = temporaryFolder(acrossWorkspace);
      const reports = temporaryFolder({});
      const parts: string[] = [];
      for (let shard = 1; shard <= of; shard++) {
        const argv = found.map((word) =>
          word.replaceAll("$SHARD", String(shard)).replace(/^(?:\/reports\/)?part-/, `${reports}/part-`),
        );
        assert.equal((await inProcess(cwd, "scan", ...argv)).status, 0);
        parts.push(`${reports}/part-${shard}.json`);
      }
      const [, options = ""] = /kubehint merge (?:part-\d\.json )+(.*)/.exec(text("docs/ci.md")) ?? [];
      const asked = options.split(" ").map((word) => word.replace("report.md", `${reports}/report.md`));
      const { status } = await inProcess(cwd, "merge", ...parts, ...asked);
      const merged = readFileSync(`${reports}/report.md`, "utf8");
      const whole = await inProcess(cwd, "scan", ...asked);
      assert.equal(merged, readFileSync(`${reports}/report.md`, "utf8"));
      assert.deepEqual([status, whole.status], [1, 1]);
    }).timeout(60_000);

  it("the action is composite and pinned, and no input stands in a script", () => {
    const { runs, inputs } = parse(text("action.yml"));
    assert.equal(runs.using, "composite");
    formatFor(inputs.format.default);
    for (const { uses, run, shell } of runs.steps) {
      if (uses) assert.match(uses, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      else assert.equal(shell, "bash");
      assert.doesNotMatch(run ?? "", /\$\{\{/);
    }
  });

  it("GitLab's job hands over each report that it writes", () => {
    const { kubehint } = parse(text("ci/gitlab.yml"));
    const script: string[] = kubehint.script;
    for (const report of Object.values<string>(kubehint.artifacts.reports))
      assert.ok(
        script.some((line) => line.includes(`--output ${report}`)),
        report,
      );
    assert.deepEqual(Object.keys(kubehint.artifacts.reports), ["codequality", "sast", "junit"]);
  });

  it("Azure's step publishes what the scan wrote", () => {
    const [{ script }, { task, inputs }] = parse(text("ci/azure-pipelines.yml")).steps;
    assert.match(task, /^PublishTestResults@\d$/);
    assert.ok(script.includes(`--output ${inputs.testResultsFiles}`));
  });

  it("the hook has what pre-commit requires", () => {
    const [hook] = parse(text(".pre-commit-hooks.yaml"));
    for (const key of ["id", "name", "entry", "language"]) assert.equal(typeof hook[key], "string");
    assert.equal(hook.language, "docker", "which builds the Dockerfile of the root");
  });

  it("the image does not run as root", () => {
    const lines = text("Dockerfile").split("\n");
    assert.match(lines.filter((line) => line.startsWith("USER ")).at(-1) ?? "", /^USER [1-9]/);
    for (const line of lines.filter((from) => from.startsWith("FROM ")))
      assert.match(line, /:\d+\.\d+\.\d+-/);
  });
});
