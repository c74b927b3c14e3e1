import assert from "node:assert/strict";
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../harness/temporaryFolder";
import { kubehint } from "./run";

const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostPID: true # once needed
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`;
const fixed = manifest
  .replace("  hostPID: true # once needed\n", "")
  .replace("privileged: true", "privileged: false");
const both = ["--rule", "privileged-container,host-pid", "--include-review"];

describe("kubehint fix", function () {
  this.timeout(60_000);

  it("prints a patch and changes nothing by default", () => {
    const cwd = temporaryFolder({ "web.yaml": manifest });
    const { status, stdout, stderr } = kubehint(["fix", ...both], { cwd });
    assert.equal(status, 1);
    assert.match(stdout, /^--- a\/web\.yaml\n\+\+\+ b\/web\.yaml\n@@ /);
    assert.match(stdout, /^- {8}privileged: true\n\+ {8}privileged: false$/m);
    assert.equal(stderr, "Would apply 2 fixes in 1 file. Write them with --write.\n");
    assert.equal(readFileSync(join(cwd, "web.yaml"), "utf8"), manifest);
  });

  it("adds a policy once for each namespace, and nothing the second time", () => {
    const pod = (name: string, namespace: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec:\n  containers: [{ name: a, image: b:1.0.0 }]\n`;
    const cwd = temporaryFolder({
      "one.yaml": `${pod("a", "shop")}---\n${pod("b", "shop")}`,
      "two.yaml": pod("c", "shop"),
      "other.yaml": `apiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n---\n${pod("d", "other")}`,
    });
    const args = [
      "fix",
      "--write",
      "--include-review",
      "--rule",
      "network-policy-missing-for-pod,network-policy-missing-for-namespace,network-policy-no-default-deny",
    ];
    const { status, stderr } = kubehint(args, { cwd });
    assert.equal(stderr, "Applied 2 fixes in 2 files.\n");
    assert.equal(status, 0);
    const texts = readdirSync(cwd).map((file) => readFileSync(join(cwd, file), "utf8"));
    const policies = texts
      .join("")
      .matchAll(/^kind: NetworkPolicy\nmetadata:\n {2}name: .+\n {2}namespace: (.+)/gm);
    assert.deepEqual([...policies].map(([, namespace]) => namespace).sort(), ["other", "shop"]);
    const again = kubehint(args, { cwd });
    assert.equal(again.stderr, "Nothing to fix.\n");
    assert.deepEqual(
      readdirSync(cwd).map((file) => readFileSync(join(cwd, file), "utf8")),
      texts,
    );
  });

  it("adds the policy to standard input, and to each file that stands alone", () => {
    const pod = (name: string) =>
      `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop }\nspec:\n  containers: [{ name: a, image: b:1.0.0 }]\n`;
    const args = ["fix", "--write", "--include-review", "--rule", "network-policy-missing-for-pod"];
    const two = `${pod("a")}---\n${pod("b")}`;
    const policies = (text: string) => text.match(/^kind: NetworkPolicy$/gm)?.length ?? 0;
    const read = kubehint([...args, "-"], { input: two });
    assert.equal(read.stderr, "Applied 1 fix in 1 file.\n");
    assert.ok(read.stdout.startsWith(pod("a")) && read.stdout.endsWith(pod("b")));
    assert.equal(policies(read.stdout), 1);
    assert.equal(kubehint([...args, "-"], { input: read.stdout }).stderr, "Nothing to fix.\n");
    assert.equal(kubehint(["fix", "--write", "-"], { input: two }).stdout, two);
    const cwd = temporaryFolder({ "one.yaml": two, "two.yaml": pod("c") });
    assert.equal(kubehint([...args, "--each-file"], { cwd }).stderr, "Applied 2 fixes in 2 files.\n");
    for (const file of readdirSync(cwd)) assert.equal(policies(readFileSync(join(cwd, file), "utf8")), 1);
  });

  it("writes with every other byte kept: line breaks, byte order mark, mode, link", () => {
    const crlf = (text: string) => `\ufeff${text.replaceAll("\n", "\r\n")}`;
    const cwd = temporaryFolder({ "real/web.yaml": crlf(manifest) });
    chmodSync(join(cwd, "real/web.yaml"), 0o640);
    symlinkSync("real/web.yaml", join(cwd, "link.yaml"));
    const { status, stdout, stderr } = kubehint(["fix", "link.yaml", "--write", ...both], { cwd });
    assert.equal(status, 0);
    assert.equal(stdout, "");
    assert.equal(stderr, "Applied 2 fixes in 1 file.\n");
    assert.equal(readFileSync(join(cwd, "real/web.yaml"), "utf8"), crlf(fixed));
    assert.equal(statSync(join(cwd, "real/web.yaml")).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(cwd), ["link.yaml", "real"]);
    assert.deepEqual(readdirSync(join(cwd, "real")), ["web.yaml"], "no temporary file is left");
  });

  it("applies only safe fixes unless asked for more, and says so", () => {
    const cwd = temporaryFolder({ "web.yaml": manifest });
    const { status, stdout, stderr } = kubehint(["fix", "--rule", "privileged-container"], { cwd });
    assert.equal(status, 0);
    assert.equal(stdout, "");
    assert.equal(stderr, "Nothing to fix. 1 more fix after a look: add --include-review.\n");
  });

  it("says what it refuses and why", () => {
    const shared = `apiVersion: v1
kind: Pod
metadata: { name: web, risky: &risky { privileged: true } }
spec:
  containers:
    - { name: b, image: b, securityContext: *risky }
`;
    const cwd = temporaryFolder({
      "web.yaml": shared,
      "latin.yaml": Buffer.from(`# \xe4\n${manifest}`, "latin1"),
    });
    const { status, stderr } = kubehint(["fix", "--write", ...both], { cwd });
    assert.equal(status, 1);
    assert.match(stderr, /^web\.yaml:\d+: refused: container "b" runs privileged: the /m);
    assert.match(stderr, /^latin\.yaml: refused: the file is not UTF-8$/m);
    assert.equal(readFileSync(join(cwd, "latin.yaml"), "latin1"), `# \xe4\n${manifest}`);
  });

  it("takes standard input and gives the fixed text", () => {
    const { status, stdout } = kubehint(["fix", "-", "--write", ...both], { input: manifest });
    assert.equal(status, 0);
    assert.equal(stdout, fixed);
  });

  it("ends with 2 where a file cannot be read, or the arguments contradict each other", () => {
    assert.equal(kubehint(["fix", "gone.yaml"]).status, 2);
    assert.equal(kubehint(["fix", "--diff", "--write"]).status, 2);
  });
});
