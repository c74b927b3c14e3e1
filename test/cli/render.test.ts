import { deepStrictEqual, match, strictEqual } from "node:assert";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { tarOf } from "../engine/helm/tar";
import { kubehint } from "./run";

const charts = join(__dirname, "../engine/helm/fixtures/charts");
const golden: Record<string, { files: Record<string, string> }> = JSON.parse(
  readFileSync(join(charts, "../charts.golden.json"), "utf8"),
);

function run(...args: string[]) {
  return kubehint(["render", ...args], { cwd: charts });
}

function folder(files: Record<string, string>): string {
  const at = mkdtempSync(join(tmpdir(), "kubehint-render-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(at, name)), { recursive: true });
    writeFileSync(join(at, name), text);
  }
  return at;
}

describe("kubehint render", function () {
  this.timeout(60_000);

  it("renders a folder as helm does", () => {
    const { stdout } = run("nested", "--format", "json");
    deepStrictEqual(JSON.parse(stdout), golden["nested/default"]?.files);
  });

  it("keeps what it says of a failing template short, whatever the template holds", () => {
    const chart = folder({
      "Chart.yaml": "apiVersion: v2\nname: c\nversion: 1.0.0\n",
      "templates/x.yaml": 'a: {{ tpl (repeat 100000 "{{ ") . }}\n',
    });
    const { status, stderr } = kubehint(["render", chart, "--format", "json"], {});
    strictEqual(status, 1);
    match(stderr, /c\/templates\/x\.yaml:1:6/);
    strictEqual(stderr.length < 3000, true, String(stderr.length));
  });

  it("takes values files and single values", () => {
    const { stdout } = run(
      "coalesce",
      ...["--values", "coalesce/user.yaml", "--values", "coalesce/user2.yaml"],
      ...["--set", "set.a=1,set.list[1]=x,set.yes=true,set.zero=0,set.octal=007"],
      ...["--set", "set.names={a,b,3}", "--set", "replaced=null"],
    );
    deepStrictEqual(JSON.parse(stdout), golden["coalesce/user"]?.files);
  });

  it("takes the name and namespace of the release, and the version of the cluster", () => {
    const at = folder({
      "Chart.yaml": "name: a\nversion: 1.0.0\n",
      "templates/a.yaml": "a: {{ .Release.Name }} {{ .Release.Namespace }} {{ .Capabilities.KubeVersion }}",
    });
    const { status, stdout } = kubehint(
      ["render", ".", "--name", "n", "--namespace", "s", "--kube-version", "1.30"],
      { cwd: at },
    );
    strictEqual(status, 0);
    deepStrictEqual(JSON.parse(stdout), { "a/templates/a.yaml": "a: n s v1.30.0" });
  });

  it("renders an archive, and dependencies with file://", () => {
    const at = folder({
      "top/Chart.yaml":
        "name: top\nversion: 1.0.0\ndependencies: [{name: near, version: 1.x, repository: file://../near}]\n",
      "near/Chart.yaml": "name: near\nversion: 1.0.0\n",
      "near/templates/a.yaml": "near: {{ .Values.a }}",
    });
    deepStrictEqual(JSON.parse(kubehint(["render", "top", "--set", "near.a=1"], { cwd: at }).stdout), {
      "top/charts/near/templates/a.yaml": "near: 1",
    });
    writeFileSync(
      join(at, "a.tgz"),
      tarOf({ "a/Chart.yaml": "name: a\nversion: 1.0.0", "a/templates/b.yaml": "x" }),
    );
    deepStrictEqual(JSON.parse(kubehint(["render", "a.tgz"], { cwd: at }).stdout), {
      "a/templates/b.yaml": "x",
    });
  });

  it("refuses what helm refuses, with the place", () => {
    const missing = run("missing");
    strictEqual(missing.status, 1);
    match(missing.stderr, /^kubehint: Chart\.yaml:7:5: .*missing in charts\/ directory: absent, gone\n$/);
    strictEqual(missing.stdout, "");
    match(run("badvalues").stderr, /^kubehint: values\.yaml:1:4: cannot load values\.yaml/);
    match(run("library").stderr, /library charts are not installable/);
  });

  it("shows what is no manifest, and refuses it", () => {
    const at = folder({
      "Chart.yaml": "name: a\nversion: 1.0.0\n",
      "templates/list.yaml": "- {{ .Release.Name }}\n",
      "templates/NOTES.txt": "a: b: c",
    });
    const { status, stdout, stderr } = kubehint(["render", "."], { cwd: at });
    strictEqual(status, 1);
    strictEqual(JSON.parse(stdout)["a/templates/list.yaml"], "- release-name\n");
    match(stderr, /^kubehint: YAML parse error on a\/templates\/list\.yaml: .*cannot unmarshal array/);
  });

  it("ends with 2 where it was asked for something else", () => {
    for (const args of [
      [],
      ["nowhere"],
      ["nested", "--format", "yaml"],
      ["nested", "--kube-version", "x"],
      ["nested", "--values", "nowhere"],
    ])
      strictEqual(run(...args).status, 2, args.join(" "));
  });
});
