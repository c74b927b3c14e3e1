import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";
import { kubehint } from "./run";

const bad = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`;
const good = bad.replace("true", "false");

describe("kubehint scan", function () {
  this.timeout(60_000);

  it("shows each finding with its place and its line, and totals", () => {
    const cwd = temporaryFolder({ "deploy/web.yaml": bad, "deploy/ok.yaml": good, "note.json": "{}" });
    const { status, stdout, stderr } = kubehint(["scan", "--rule", "privileged-container"], { cwd });
    assert.equal(stderr, "");
    assert.equal(
      stdout.replace(/\(\d+\.\d+ s\)/, "(TIME)"),
      `Posture  1 critical
    0 %  Pod Security Standards  0 pass, 1 fail, 0 not applicable
    0 %  OWASP Kubernetes Top 10 (2022)  0 pass, 1 fail, 0 not applicable
    0 %  OWASP Kubernetes Top 10 (2025)  0 pass, 1 fail, 0 not applicable
    0 %  NSA/CISA Kubernetes Hardening Guide  0 pass, 2 fail, 0 not applicable
    0 %  CIS Kubernetes Benchmark 1.12  0 pass, 1 fail, 0 not applicable
    0 %  MITRE ATT&CK  0 pass, 2 fail, 0 not applicable
    0 %  PCI DSS  0 pass, 2 fail, 0 not applicable
    0 %  HIPAA, 45 CFR 164.312 (our mapping)  0 pass, 1 fail, 0 not applicable
    0 %  CWE  0 pass, 2 fail, 0 not applicable
  By area: Container 1
What matters most
  critical  container "web" runs privileged  deploy/web.yaml:9 (privileged)

deploy/web.yaml
  9:21  critical  container "web" runs privileged  privileged-container
        | privileged: true
        |             ^^^^

1 finding in 1 file: 1 critical
3 files found: 2 checked, 0 partly, 1 skipped (TIME)
1 fixable after a look: kubehint fix --rule privileged-container --diff --include-review
`,
    );
    assert.equal(status, 1);
  });

  it("names the command that fixes what was scanned, where it needs no quotes", async () => {
    const cwd = temporaryFolder({ "deploy/web.yaml": bad, "a b/web.yaml": bad });
    const advice = async (...args: string[]) =>
      (await inProcess(cwd, "scan", ...args)).stdout.trimEnd().split("\n").at(-1);
    const end = "--diff --include-review";
    assert.equal(
      await advice("deploy", "--profile", "pss-baseline", "--fail-on", "high"),
      `1 fixable after a look: kubehint fix deploy --profile pss-baseline ${end}`,
    );
    assert.equal(await advice("a b"), `1 fixable after a look: kubehint fix ${end}`);
    assert.equal(await advice("--exclude", "*.md"), `2 fixable after a look: kubehint fix ${end}`);
  });

  it("ends with 0 below --fail-on, 1 at it, 2 where something cannot be read", () => {
    const cwd = temporaryFolder({ "ok.yaml": good, "web.yaml": bad });
    symlinkSync("loop.yaml", join(cwd, "loop.yaml"));
    const status = (...args: string[]) =>
      kubehint(["scan", "--rule", "privileged-container", ...args], { cwd }).status;
    assert.equal(status("ok.yaml"), 0);
    assert.equal(status("web.yaml"), 1);
    assert.equal(status("web.yaml", "--fail-on", "critical"), 1);
    assert.equal(status("web.yaml", "--fail-on", "none"), 0);
    assert.equal(status("web.yaml", "gone.yaml"), 2);
    const { status: looped, stderr, stdout } = kubehint(["scan", "loop.yaml", "--format", "json"], { cwd });
    assert.equal(looped, 2);
    assert.match(stderr, /^kubehint: cannot read loop\.yaml: a symbolic link that leads to itself\n$/);
    assert.equal(JSON.parse(stdout).files.skipped.length, 1, "it is counted");
  });

  it("is friendly where there is nothing", () => {
    const cwd = temporaryFolder({ "ok.yaml": good, "empty/x.json": "{}" });
    const rule = ["--rule", "privileged-container"];
    assert.match(
      kubehint(["scan", "ok.yaml", ...rule], { cwd }).stdout,
      /^Nothing risky found in 1 manifest file\.\n/,
    );
    assert.match(kubehint(["scan", "empty"], { cwd }).stdout, /^No Kubernetes manifests found\.\n/);
  });

  it("gives the JSON of the contract", () => {
    const cwd = temporaryFolder({
      "deploy/web.yaml": bad,
      "chart/Chart.yaml": "a: b",
      "chart/templates/a.yaml": "{{ x }}",
    });
    const { stdout } = kubehint(["scan", "--format", "json", "--rule", "privileged-container"], { cwd });
    const { schema, files, findings } = JSON.parse(stdout);
    assert.equal(schema, 1);
    assert.deepEqual(files, {
      found: 3,
      checked: 1,
      partly: [
        {
          file: "chart/Chart.yaml",
          reason: "the chart cannot be loaded: validation: chart.metadata.name is required",
        },
        { file: "chart/templates/a.yaml", reason: "a Helm template that was not rendered" },
      ],
      skipped: [],
    });
    assert.deepEqual(findings, [
      {
        rule: "privileged-container",
        severity: "critical",
        message: 'container "web" runs privileged',
        file: "deploy/web.yaml",
        range: { start: { line: 8, character: 20 }, end: { line: 8, character: 24 } },
        resource: { apiVersion: "v1", kind: "Pod", name: "web", namespace: null, document: 0 },
        path: "/spec/containers/0/securityContext/privileged",
        fix: "review",
        related: [],
        suppressed: null,
      },
    ]);
  });

  it("reads the rest of the folder for a list, and reports none of it", () => {
    const service =
      "apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n";
    const pod = bad.replace("{ name: web }", "{ name: web, labels: { app: web } }");
    const cwd = temporaryFolder({ "service.yaml": service, "sub/pod.yaml": pod, "other.yaml": bad });
    const scanned = (...args: string[]) =>
      JSON.parse(
        kubehint(
          [
            "scan",
            "--rule",
            "dangling-service,privileged-container",
            "--format",
            "json",
            "--files-from",
            "-",
            ...args,
          ],
          { cwd, input: "service.yaml\n" },
        ).stdout,
      );
    const { findings, files } = scanned();
    assert.deepEqual(findings, [], "the Service selects the pod that was only read");
    assert.equal(files.found, 1);
    assert.deepEqual(
      scanned("--exclude", "sub/**").findings.map(({ rule }: { rule: string }) => rule),
      ["dangling-service"],
    );
    const all = JSON.parse(
      kubehint(["scan", "--rule", "privileged-container", "--format", "json", "--files-from", "-"], {
        cwd,
        input: "sub\n",
      }).stdout,
    );
    assert.deepEqual(
      all.findings.map(({ file }: { file: string }) => file),
      ["sub/pod.yaml"],
    );
  });

  it("reads standard input and lists of paths", () => {
    const cwd = temporaryFolder({ "a b.yaml": bad, "c.yaml": bad });
    const rule = ["--rule", "privileged-container", "--format", "json"];
    const files = (args: string[], input: string) =>
      JSON.parse(kubehint(["scan", ...rule, ...args], { cwd, input }).stdout).findings.map(
        ({ file }: { file: string }) => file,
      );
    assert.deepEqual(files(["-"], `\ufeff${bad}`), ["<stdin>"]);
    assert.deepEqual(files(["--files-from", "-"], "a b.yaml\n\n"), ["a b.yaml"]);
    assert.deepEqual(files(["--files-from", "-"], "c.yaml\0a b.yaml\0"), ["c.yaml", "a b.yaml"]);
    assert.deepEqual(files(["--files-from", "-"], ""), [], "an empty list is no reason to read everything");
  });

  it("writes to a file, and colours only what a person reads", () => {
    const cwd = temporaryFolder({ "web.yaml": bad });
    const args = ["scan", "web.yaml", "--rule", "privileged-container"];
    const escapeCode = /\u001b\[/;
    assert.doesNotMatch(kubehint(args, { cwd }).stdout, escapeCode);
    assert.match(kubehint([...args, "--color"], { cwd }).stdout, escapeCode);
    assert.match(kubehint(args, { cwd, env: { FORCE_COLOR: "1" } }).stdout, escapeCode);
    assert.doesNotMatch(
      kubehint([...args, "--no-color"], { cwd, env: { FORCE_COLOR: "1" } }).stdout,
      escapeCode,
    );
    const { stdout } = kubehint([...args, "--output", "out.txt"], { cwd, env: { FORCE_COLOR: "0" } });
    assert.equal(stdout, "");
    assert.equal(kubehint([...args, "--output", "no/such/out.txt"], { cwd }).status, 2);
  });

  it("writes a long report to a file as it writes it to standard output", () => {
    // A report of more than a million characters, with some that are several bytes, over a longer file that was there.
    const pods = Array.from({ length: 1600 }, (_, at) =>
      bad.replaceAll("name: web", `name: wéb-${at}-${"x".repeat(200)}`),
    );
    const cwd = temporaryFolder({ "pods.yaml": pods.join("---\n"), "out.json": "x".repeat(4_000_000) });
    const args = ["scan", "pods.yaml", "--rule", "privileged-container", "--format", "json"];
    const { stdout } = kubehint(args, { cwd });
    assert.ok(stdout.length > 1.1 * 2 ** 20, `${stdout.length}`);
    assert.equal(kubehint([...args, "--output", "out.json"], { cwd }).stdout, "");
    assert.equal(readFileSync(join(cwd, "out.json"), "utf8"), stdout);
  });

  it("shows no control character of a file name or a manifest", () => {
    const cwd = temporaryFolder({
      "\u001b[31mx.yaml": bad.replace("name: web\n", 'name: "w\\eb" # \u001b[2J\n'),
    });
    const { stdout } = kubehint(["scan", "--profile", "all"], { cwd });
    assert.match(stdout, /\\u\{1b\}\[31mx\.yaml/);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("says what is wrong with its arguments in one line", () => {
    const wrong = (...args: string[]) => {
      const { status, stderr, stdout } = kubehint(args);
      assert.equal(status, 2, args.join(" "));
      assert.equal(stdout, "");
      return stderr.trimEnd().replace(/^kubehint: /, "");
    };
    assert.equal(wrong("scan", "--formt", "json"), "unknown option --formt; did you mean --format?");
    assert.equal(wrong("scan", "--format"), "--format needs a value");
    assert.equal(
      wrong("scan", "--format", "yaml"),
      'unknown format "yaml": one of text, json, sarif, html, markdown, junit, gitlab, gitlab-sast, github, csv, slack',
    );
    assert.match(wrong("scan", "--baseline", "gone.json"), /^cannot read gone\.json: /);
    assert.equal(wrong("scan", "--shard", "1/2"), "--shard needs --format json, which merge reads");
    assert.equal(wrong("scan", "--each-file=no"), "--each-file takes no value");
    assert.equal(wrong("scan", "--kubernetes-version", "1.99").includes("1.99"), true);
    assert.match(wrong("scan", "--profile", "strict"), /^unknown profile "strict": one of recommended, /);
    assert.match(wrong("scan", "--rule", "privileged-contaner"), /did you mean "privileged-container"\?/);
    assert.match(wrong("scan", "--fail-on", "bad"), /^unknown severity "bad"/);
    assert.equal(wrong("merge"), "merge needs the reports of scan --shard");
    assert.equal(wrong("scam"), 'unknown command "scam"; did you mean scan?');
  });
});

describe("secrets", function () {
  this.timeout(60_000);

  const secret = "hunter2-canary";
  const manifest = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostPID: true
  containers:
    - { name: web, image: a, env: [{ name: DB_PASSWORD, value: ${secret} }], securityContext: { privileged: true } }
    - name: db
      image: b
      env:
        - name: DB_PASSWORD
          value: "${secret}"
---
apiVersion: v1
kind: Secret
metadata: { name: s }
stringData: { password: ${secret} }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: c }
data:
  DB_PASSWORD: ${secret}
  url: postgres://user:${secret}@db/
---
{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "json"}, "spec": {"containers": [{"name": "a", "image": "a", "env": [{"name": "TOKEN", "value": "${secret}"}], "securityContext": {"privileged": true}}]}}
`;

  for (const format of ["text", "json", "sarif"])
    it(`are not in ${format}`, () => {
      const cwd = temporaryFolder({ "web.yaml": manifest });
      const { stdout, stderr } = kubehint(["scan", "--profile", "all", "--format", format], { cwd });
      assert.match(stdout, /privileged-container/);
      assert.ok(!(stdout + stderr).includes(secret), stdout);
    });
});
