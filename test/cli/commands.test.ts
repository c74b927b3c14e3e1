import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { rules } from "../../rules";
import { kubehint, root, tsx } from "./run";

describe("kubehint rules", function () {
  this.timeout(60_000);

  it("lists every rule as JSON in the shape of the contract", () => {
    const list = JSON.parse(kubehint(["rules", "--format", "json"]).stdout);
    assert.deepEqual(
      list.map(({ id }: { id: string }) => id),
      rules.map(({ id }) => id),
    );
    for (const rule of list)
      assert.deepEqual(Object.keys(rule), [
        "id",
        "aliases",
        "title",
        "severity",
        "confidence",
        "profiles",
        "scope",
        "kinds",
        "fix",
        "frameworks",
        "peers",
      ]);
    const privileged = list.find(({ id }: { id: string }) => id === "privileged-container");
    assert.equal(privileged.frameworks.pss, "baseline");
    assert.ok(privileged.peers.kubescape.length > 0);
  });

  it("lists them by severity for people", () => {
    const { stdout, status } = kubehint(["rules"]);
    assert.equal(status, 0);
    assert.match(stdout, /^critical\n(?: {2}.*\n)* {2}privileged-container +Privileged container/);
  });
});

describe("kubehint explain", function () {
  this.timeout(60_000);

  it("shows the rule's page as text", () => {
    const { stdout, status } = kubehint(["explain", "privileged-container"]);
    assert.equal(status, 0);
    assert.match(stdout, /^Privileged container\n/);
    assert.match(stdout, /^Why it matters\n\n {2}\S/m);
    assert.match(stdout, /^ {4}kind: Pod$/m);
    assert.doesNotMatch(stdout, /^#|```|\]\(/m);
  });

  it("helps with an unknown rule", () => {
    const { stderr, status } = kubehint(["explain", "privileged"]);
    assert.equal(status, 2);
    assert.match(stderr, /^kubehint: unknown rule "privileged"/);
  });
});

describe("kubehint", function () {
  this.timeout(60_000);

  it("tells its version and how to use it", () => {
    assert.match(kubehint(["--version"]).stdout, /^\d+\.\d+\.\d+\n$/);
    assert.match(kubehint(["--help"]).stdout, /kubehint scan \[PATH\.\.\.\]/);
    assert.match(kubehint(["fix", "--help"]).stdout, /--include-review/);
    assert.equal(kubehint([]).status, 2);
  });

  it("ends quietly where nobody reads on", () => {
    const main = `"${process.execPath}" --import "${tsx}" "${join(root, "cli/main.ts")}"`;
    const { stderr, stdout } = spawnSync("sh", ["-c", `${main} rules --format json | head -c 1`], {
      encoding: "utf8",
    });
    assert.equal(stdout, "[");
    assert.equal(stderr, "");
  });

  it("names the command that was meant", () => {
    assert.match(kubehint(["package.json"]).stderr, /did you mean kubehint scan package\.json\?/);
  });
});
