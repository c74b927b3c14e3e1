import assert from "node:assert/strict";
import type { Log, Region, Result } from "sarif";
import { temporaryFolder } from "../harness/temporaryFolder";
import { kubehint } from "./run";

const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
        allowPrivilegeEscalation: false
    - name: log
      image: registry.example/log:1.4.2
      securityContext:
        privileged: false
`;
const ids = ["privileged-container", "allow-privilege-escalation"];

function sarif(text: string, file = "deploy/a b.yaml"): Log {
  const cwd = temporaryFolder({ [file]: text });
  return JSON.parse(kubehint(["scan", "--format", "sarif", "--rule", ids.join(",")], { cwd }).stdout);
}

describe("SARIF", function () {
  this.timeout(60_000);

  it("is written as JSON is, one result after the other", () => {
    for (const text of [manifest, "a: 1\n"]) {
      const cwd = temporaryFolder({ "web.yaml": text });
      const { stdout } = kubehint(["scan", "--format", "sarif"], { cwd });
      assert.equal(stdout, `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`);
    }
  });

  it("has what the specification requires", () => {
    const log = sarif(manifest);
    assert.equal(log.version, "2.1.0");
    const [run] = log.runs;
    assert.ok(run);
    assert.equal(run.columnKind, "utf16CodeUnits");
    assert.equal(run.tool.driver.name, "Kubehint");
    const rules = run.tool.driver.rules ?? [];
    for (const rule of rules) {
      assert.ok(rule.shortDescription?.text);
      assert.match(rule.help?.markdown ?? "", /^# /);
      assert.match(String(rule.properties?.["security-severity"]), /^\d+\.\d$/);
    }
    const results = run.results ?? [];
    assert.deepEqual(
      results.map(({ ruleId }) => ruleId),
      ids,
    );
    for (const result of results)
      checkResult(
        result,
        rules.map(({ id }) => id),
      );
    assert.equal(run.invocations?.[0]?.executionSuccessful, true);
  });

  it("counts lines and columns from one, and writes addresses as URIs", () => {
    const place = sarif(manifest).runs[0]?.results?.[0]?.locations?.[0]?.physicalLocation;
    assert.deepEqual(place, {
      artifactLocation: { uri: "deploy/a%20b.yaml" },
      region: { startLine: 9, startColumn: 21, endLine: 9, endColumn: 25 },
    });
  });

  it("carries the edits of safe fixes alone", () => {
    const results = sarif(manifest).runs[0]?.results ?? [];
    assert.equal(results.find(({ ruleId }) => ruleId === "privileged-container")?.fixes, undefined);
    assert.deepEqual(
      results.find(({ ruleId }) => ruleId === "allow-privilege-escalation")?.fixes?.[0]?.artifactChanges[0]
        ?.replacements,
      [
        {
          deletedRegion: { startLine: 14, startColumn: 9, endLine: 14, endColumn: 9 },
          insertedContent: { text: "allowPrivilegeEscalation: false\n        " },
        },
      ],
    );
  });

  it("recognises a finding again after lines have moved", () => {
    const fingerprints = (text: string) =>
      sarif(text).runs[0]?.results?.map(({ partialFingerprints }) => partialFingerprints?.["kubehint/v1"]);
    assert.deepEqual(fingerprints(manifest), fingerprints(`# new\n# lines\n${manifest}`));
    assert.equal(
      new Set(fingerprints(`${manifest}---\n${manifest}`)).size,
      4,
      "equal objects are told apart",
    );
  });
});

/** What section 3.27 of SARIF 2.1.0 and code scanning ask of a result. */
function checkResult(result: Result, rules: readonly string[]): void {
  assert.equal(rules[result.ruleIndex ?? -1], result.ruleId);
  assert.ok(["error", "warning", "note"].includes(result.level ?? ""));
  assert.ok(result.message.text);
  for (const { physicalLocation } of result.locations ?? []) {
    assert.doesNotMatch(physicalLocation?.artifactLocation?.uri ?? "", /^\/|^[a-z]+:|\s|\\/i);
    checkRegion(physicalLocation?.region);
    assert.equal(physicalLocation?.region?.snippet, undefined);
    assert.equal(physicalLocation?.contextRegion, undefined);
  }
}

function checkRegion(region: Region | undefined): void {
  assert.ok(region);
  const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region;
  assert.ok(startLine >= 1 && startColumn >= 1 && endLine >= startLine && endColumn >= 1);
}
