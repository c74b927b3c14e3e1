import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../harness/temporaryFolder";
import { kubehint } from "./run";

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostNetwork: true
  containers: [{ name: web, image: registry.example/web:1.4.2, securityContext: { privileged: true } }]
`;

const off = (...rules: string[]) => `rules:\n${rules.map((rule) => `  ${rule}: off\n`).join("")}`;

/** File -> rules that report there, by `scan` in a folder. */
function scan(cwd: string, ...args: string[]): Record<string, string[]> {
  const { stdout, stderr } = kubehint(["scan", "--format", "json", ...args], { cwd });
  assert.equal(stderr, "");
  const found: Record<string, string[]> = {};
  for (const { file, rule } of JSON.parse(stdout).findings) found[file] = [...(found[file] ?? []), rule];
  return found;
}

describe("kubehint.yaml on the command line", function () {
  this.timeout(60_000);

  it("holds for what lies below, the nearest key by key", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": off("host-network"),
      "a.yaml": pod,
      "deploy/kubehint.yml": "rules: { host-network: critical, privileged-container: off }\n",
      "deploy/web/b.yaml": pod,
    });
    const both = { "a.yaml": ["privileged-container"], "deploy/web/b.yaml": ["host-network"] };
    assert.deepEqual(scan(cwd), both);
    assert.deepEqual(scan(cwd, "--each-file"), both);
    assert.deepEqual(scan(cwd, "deploy/web/b.yaml"), { "deploy/web/b.yaml": ["host-network"] });
    assert.deepEqual(scan(join(cwd, "deploy"), ".."), {
      "../a.yaml": ["privileged-container"],
      "web/b.yaml": ["host-network"],
    });
    // Above the current folder and what is scanned nobody looks.
    assert.deepEqual(scan(join(cwd, "deploy/web")), { "b.yaml": ["host-network", "privileged-container"] });
    assert.deepEqual(scan(temporaryFolder({}), cwd)[join("..", cwd.split("/").at(-1) ?? "", "a.yaml")], [
      "privileged-container",
    ]);
  });

  it("yields to options", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": `profile: all\nkubernetesVersion: 1.10\n${off("host-network")}`,
      "a.yaml": pod,
      "old.yaml": "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: a }\n",
    });
    assert.deepEqual(scan(cwd, "--profile", "pss-baseline"), { "a.yaml": ["privileged-container"] });
    assert.deepEqual(scan(cwd, "--rule", "host-network"), { "a.yaml": ["host-network"] });
    assert.deepEqual(scan(cwd, "--rule", "removed-api-version"), {});
    assert.deepEqual(scan(cwd, "--rule", "removed-api-version", "--kubernetes-version", "1.30"), {
      "old.yaml": ["removed-api-version"],
    });
    assert.ok((scan(cwd)["a.yaml"]?.length ?? 0) > 5, "profile all");
  });

  it("is replaced by --config, whose patterns count from here", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": off("host-network"),
      "ci/strict.yaml": `exclude: [deploy]\n${off("privileged-container")}`,
      "a.yaml": pod,
      "deploy/b.yaml": pod,
    });
    assert.deepEqual(scan(cwd, "--config", "ci/strict.yaml"), { "a.yaml": ["host-network"] });
    const gone = kubehint(["scan", "--config", "gone.yaml"], { cwd });
    assert.deepEqual([gone.status, gone.stderr], [2, "kubehint: cannot read gone.yaml: no such file\n"]);
  });

  it("leaves out what it excludes, from its folder on, unless it is named", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": `exclude: [vendor, "/b.yaml"]\n${off("host-network")}`,
      "a.yaml": pod,
      "b.yaml": pod,
      "vendor/c.yaml": pod,
      "deploy/kubehint.yaml": 'exclude: ["*.gen.yaml", "!kept.gen.yaml"]\n',
      "deploy/b.yaml": pod,
      "deploy/x.gen.yaml": pod,
      "deploy/kept.gen.yaml": pod,
      "x.gen.yaml": pod,
    });
    assert.deepEqual(Object.keys(scan(cwd)), [
      "a.yaml",
      "x.gen.yaml",
      "deploy/b.yaml",
      "deploy/kept.gen.yaml",
    ]);
    assert.deepEqual(Object.keys(scan(cwd, "--exclude", "deploy")), ["a.yaml", "x.gen.yaml"]);
    assert.deepEqual(Object.keys(scan(cwd, "b.yaml")), ["b.yaml"]);
  });

  it("tells rules what they have to know, and where other kinds run pods", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": `rules:
  priority-class: { severity: high, options: { allowed: [gold] } }
kinds:
  - { apiVersion: example.com/v1, kind: Fleet, podSpec: spec.pools.*.podSpec }
`,
      "fleet.yaml": `apiVersion: example.com/v2
kind: Fleet
metadata: { name: web }
spec:
  pools:
    - podSpec: { priorityClassName: gold, hostNetwork: true }
    - podSpec: { priorityClassName: lead }
`,
    });
    assert.deepEqual(scan(cwd), { "fleet.yaml": ["host-network", "priority-class"] });
  });

  it("of a chart's dependency is not read", () => {
    const cwd = temporaryFolder({
      "shop/Chart.yaml": "name: shop\n",
      "shop/charts/db/Chart.yaml": "name: db\n",
      "shop/charts/db/kubehint.yaml": `${off("host-network", "privileged-container")}oops: 1\n`,
      "shop/charts/db/pod.yaml": pod,
      "charts/web/kubehint.yaml": off("host-network"),
      "charts/web/Chart.yaml": "name: web\n",
      "charts/web/pod.yaml": pod,
    });
    assert.deepEqual(scan(cwd), {
      "charts/web/pod.yaml": ["privileged-container"],
      "shop/charts/db/pod.yaml": ["host-network", "privileged-container"],
    });
  });

  it("is complained about with its place, once, and the rest of it holds", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": `# ours\n${off("host-network", "privilged-container")}exception: []\n`,
      "a.yaml": pod,
      "deploy/b.yaml": pod,
      "deploy/kubehint.yaml": "profile: [nsa]\n",
      "deploy/kubehint.yml": "profile: nsa\n",
      "c/d/e.yaml": pod,
    });
    const complaints = `kubehint: kubehint.yaml:4:3: unknown rule "privilged-container"; did you mean "privileged-container"?
kubehint: kubehint.yaml:5:1: unknown key "exception"; did you mean "exceptions"?
kubehint: deploy/kubehint.yaml:1:1: the name of a profile is expected
kubehint: deploy/kubehint.yml:1:1: kubehint.yaml beside it is read instead
`;
    const { status, stdout, stderr } = kubehint(["scan", "--format", "sarif"], { cwd });
    assert.equal(stderr, complaints);
    assert.equal(status, 2);
    const [{ results, invocations }] = JSON.parse(stdout).runs;
    assert.deepEqual(
      [...new Set(results.map(({ ruleId }: { ruleId: string }) => ruleId))],
      ["privileged-container"],
    );
    assert.equal(invocations[0].executionSuccessful, false);
    assert.deepEqual(invocations[0].toolExecutionNotifications[0].locations[0].physicalLocation, {
      artifactLocation: { uri: "kubehint.yaml" },
      region: { startLine: 4, startColumn: 3 },
    });
    const fixed = kubehint(["fix", "a.yaml"], { cwd });
    assert.equal(fixed.status, 2);
    assert.ok(fixed.stderr.endsWith(complaints.split("\n").slice(0, 2).join("\n").concat("\n")));
  });

  it("holds for standard input and for fixes", () => {
    const cwd = temporaryFolder({
      "kubehint.yaml": "rules: { automount-service-account-token: off, privileged-container: off }\n",
      "deploy/kubehint.yaml": "rules: { privileged-container: critical }\n",
      "a.yaml": pod,
      "deploy/a.yaml": pod,
    });
    const { stdout } = kubehint(["scan", "-", "--format", "json"], { cwd, input: pod });
    assert.deepEqual(
      JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule),
      ["host-network"],
    );
    const diff = kubehint(["fix", "--include-review", "--profile", "recommended"], { cwd }).stdout;
    assert.equal(diff.match(/^\+.*privileged: false/gm)?.length, 1);
    assert.match(diff, /^\+\+\+ .*deploy\/a\.yaml/m);
  });
});
