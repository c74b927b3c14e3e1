import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "./run";

const pod = (name: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2${more}
`;

/** A workspace that is large enough for threads, with something of everything that one file has to do with another. */
function workspace(): Record<string, string> {
  const files: Record<string, string> = {};
  for (let index = 0; index < 300; index++)
    files[`many/${index % 7}/pod-${index}.yaml`] = pod(
      `pod-${index}`,
      index % 5 === 0 ? "\n      securityContext: { privileged: true }" : "",
    );
  return {
    ...files,
    "ignored.yaml": pod(
      "ignored",
      "\n      securityContext: { privileged: true } # kubehint:ignore privileged-container -- tested",
    ),
    "idle.yaml": `# kubehint:ignore host-network -- nothing here\n${pod("idle")}`,
    "excepted.yaml": pod("excepted", "\n      securityContext: { privileged: true }"),
    "kubehint.yaml": `profile: all
exceptions:
  - rule: [privileged-container]
    name: [excepted]
    reason: it manages the node
  - rule: [host-network]
    name: [nobody]
    reason: accepts nothing
`,
    // Read by all threads.
    "many/3/kubehint.yaml": "baseline: known.json\n",
    "many/3/known.json": "no JSON",
    "base/kustomization.yaml": "resources: [pod.yaml]\npatches: [{ path: patch.yaml }]\n",
    "base/pod.yaml": pod("patched"),
    "base/patch.yaml":
      "apiVersion: v1\nkind: Pod\nmetadata: { name: patched }\nspec: { hostNetwork: true }\n",
    "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
    "chart/values.yaml": "privileged: true\n",
    "chart/templates/pod.yaml": pod(
      "of-a-chart",
      "\n      securityContext: { privileged: {{ .Values.privileged }} }",
    ),
    "rbac/role.yaml":
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\nrules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }]\n',
    "rbac/binding.yaml":
      "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: { name: all }\nroleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: all }\nsubjects: [{ kind: ServiceAccount, name: default, namespace: shop }]\n",
  };
}

describe("a scan in threads", () => {
  let folder: string;
  let bundle: string;
  before(() => {
    // As it ships: a thread runs the file that the command line is.
    const built = mkdtempSync(join(tmpdir(), "kubehint-bundle-"));
    bundle = join(built, "cli.js");
    execFileSync(process.execPath, [join(root, "esbuild.mjs"), "--command-line", built]);
    folder = mkdtempSync(join(tmpdir(), "kubehint-threads-"));
    for (const [name, text] of Object.entries(workspace())) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  });
  after(() => {
    for (const each of [folder, dirname(bundle)]) rmSync(each, { recursive: true, force: true });
  });

  const spawn = (args: readonly string[]) =>
    spawnSync(process.execPath, [bundle, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  const scan = (...args: string[]) => {
    const { status, stdout, stderr } = spawn(["scan", ...args]);
    return { status, stderr, stdout: stdout.replace(/"milliseconds": ?\d+|\(\d+\.\d+ s\)|\(\d+ ms\)/g, "") };
  };

  for (const format of ["text", "json"])
    it(`says what a scan in one thread says, as ${format}`, () => {
      const one = scan("--jobs", "1", "--format", format, "--verbose", "--show-suppressed");
      for (const jobs of ["2", "3"])
        assert.deepEqual(scan("--jobs", jobs, "--format", format, "--verbose", "--show-suppressed"), one);
      // What the comparison would not show if all were wrong.
      assert.equal(one.status, 2);
      for (const said of ["of-a-chart", "excepted", "accepts nothing", "idle.yaml"])
        assert.ok(one.stdout.includes(said), said);
      assert.equal(one.stderr, "kubehint: many/3/known.json:1:1: this is not valid JSON\n");
    }).timeout(60_000);

  it("loses to a fault of ours the one file that has it, and says so", () => {
    const faulty = join(dirname(bundle), "faulty.js");
    // The first thing that is asked of a text fails for one of them.
    const fault = `{
  const includes = String.prototype.includes;
  String.prototype.includes = function (part, ...more) {
    if (part === "\\0" && this.startsWith("# kubehint:ignore host-network")) throw new RangeError("s3cret");
    return includes.call(this, part, ...more);
  };
}\n`;
    writeFileSync(
      faulty,
      readFileSync(bundle, "utf8").replace(/^(?:#!.*\n)?/, (line) => line + fault),
    );
    const results = ["1", "2"].map((jobs) => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [faulty, "scan", "--jobs", jobs, "--format", "json"],
        { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 },
      );
      assert.equal(status, 2, stderr);
      assert.ok(!(stdout + stderr).includes("s3cret"));
      const { files, findings } = JSON.parse(stdout);
      assert.ok(findings.length > 100, `${findings.length} findings in the others`);
      return { files, findings: findings.length };
    });
    assert.deepEqual(results[1], results[0]);
    assert.deepEqual(
      results[0]?.files.partly.filter(({ file }: { file: string }) => file === "idle.yaml"),
      [{ file: "idle.yaml", reason: "the analysis failed" }],
    );
  }).timeout(60_000);

  it("takes a number of threads, and nothing else", () => {
    const { status, stderr } = spawn(["scan", "--jobs", "many", "."]);
    assert.deepEqual([status, stderr], [2, 'kubehint: --jobs "many" is no number from 1 to 999\n']);
  });
});
