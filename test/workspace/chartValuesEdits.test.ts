import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { chartFiles } from "../harness/chartFiles";
import { editValues, modelOf, renderedTexts } from "../harness/valuesEdits";

/** Values read in all the ways there are: key by key, as a whole, through dependencies, globals, `tpl` and merges. */
const chart = {
  "/w/Chart.yaml":
    "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies:\n- {name: sub, version: 1.0.0, condition: sub.enabled}\n- {name: sub, version: 1.0.0, alias: other, import-values: [shared]}\n",
  "/w/values.yaml": `name: web
hostNetwork: true
global:
  deep:
    er: {level: 1}
    name: g
  registry: docker.io
extra: {a: 1}
podSecurityContext:
  runAsNonRoot: true
securityContext:
  privileged: true
  capabilities:
    add: [SYS_ADMIN]
env:
  - name: A
    value: b
labels: {}
text: "{{ .Values.name }}-x"
list: [1, 2]
sub:
  enabled: true
  name: below
other:
  name: alias
unread:
  runAsUser: 0
`,
  "/w/values-dev.yaml": "name: dev\nextra:\n  b: 2\n",
  "/w/templates/_helpers.tpl":
    '{{ define "name" }}{{ .Values.name | default .Chart.Name }}{{ end }}{{ define "labels" }}app: {{ template "name" . }}{{ end }}',
  "/w/templates/config.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ include "name" . }} }\ndata:\n{{- range $key, $value := .Values.extra }}\n  {{ $key }}: {{ $value | quote }}\n{{- end }}\n',
  "/w/templates/pod.yaml":
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { {{ include "labels" . }} }\nspec:\n  {{- if .Values.hostNetwork }}\n  hostNetwork: true\n  {{- end }}\n  {{- with .Values.podSecurityContext }}\n  securityContext: {{- toYaml . | nindent 4 }}\n  {{- end }}\n  containers:\n  - name: a\n    image: {{ .Values.global.registry }}/{{ dig "image" "name" "web" .Values.extra }}\n    securityContext: {{- toYaml .Values.securityContext | nindent 6 }}\n    env: {{- toYaml .Values.env | nindent 6 }}\n',
  "/w/templates/all.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: all }\ndata:\n  sum: {{ .Values | toYaml | sha256sum }}\n  count: "{{ len .Values.labels }}"\n',
  "/w/templates/merged.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: merged, labels: {{ merge (dict "own" "x") .Values.labels | toJson }} }\n{{ if hasKey .Values "key1" }}immutable: true{{ end }}\n',
  "/w/templates/tpl.yaml":
    'apiVersion: v1\nkind: Secret\nmetadata: { name: {{ tpl (.Values.text | default "t") . }} }\n',
  "/w/templates/deep.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: deep }\ndata: {{ .Subcharts | toJson | sha256sum | dict "a" | toJson }}\n',
  "/w/templates/files.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: files }\ndata: { sum: {{ .Files.Get "values-dev.yaml" | sha256sum }} }\n',
  "/w/templates/dot.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: dot }\ndata: { sum: {{ omit . "Template" | toJson | sha256sum }} }\n',
  "/w/templates/NOTES.txt": "{{ .Values.name }}",
  "/w/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
  "/w/charts/sub/values.yaml":
    "name: sub\nglobal:\n  deep:\n    er: {two: 2}\nexports:\n  shared: {imported: 1}\n",
  "/w/charts/sub/templates/a.yaml":
    "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Values.name }} }\ndata: {{ .Values.global.deep | toJson }}\n",
  "/w/charts/sub/templates/b.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }\ndata: { level: "{{ .Values.global.deep.er.level }}", key: "{{ .Values.key2 }}" }\n',
};

const changing = {
  "/w/templates/set.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: set }\n{{ if .Values.key0 }}{{ $_ := set .Values.extra "c" .Values.name }}{{ end }}\n',
};

const merging = {
  "/w/templates/set.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: set }\ndata: {{ merge .Values.labels (dict "c" .Values.name) | toJson }}\n',
};

describe("a chart whose values are edited", function () {
  this.timeout(60_000);

  it("shows after each edit what a chart that is read anew does, of which most is taken over", async () => {
    const taken = await editValues(chart, "/w", 250, 1);
    assert.ok(taken > 150, `${taken} files were taken over`);
  });

  it("renders anew what reads the changed key, and nothing else, whichever file was rendered last", async () => {
    const template = (key: string) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Values.${key} }} }\n`;
    const model = await modelOf(
      {
        "/w/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
        "/w/templates/a.yaml": template("a"),
        "/w/templates/b.yaml": template("b"),
        "/w/templates/c.yaml": template("c"),
        "/w/values.yaml": "",
      },
      "/w",
    );
    const values = { a: "x", b: "x", c: "x" };
    const edit = () => model.set("/w/values.yaml", JSON.stringify(values));
    edit();
    let before = new Map(renderedTexts(model));
    for (const key of ["a", "b", "c", "c", "b", "a"] as const) {
      values[key] += "x";
      edit();
      const after = new Map(renderedTexts(model));
      const anew = [...after].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
      assert.deepEqual(anew, [`web/templates/${key}.yaml`]);
      before = after;
    }
  });

  it("renders anew what reads the files of the chart when the values of an environment change", async () => {
    const model = await modelOf(
      {
        "/w/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
        "/w/values.yaml": "name: web\n",
        "/w/values-dev.yaml": "name: dev\n",
        "/w/templates/a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Values.name }} }\n",
        "/w/templates/b.yaml":
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: b }\ndata: { sum: {{ .Files.Get "values-dev.yaml" | sha256sum }} }\n',
      },
      "/w",
    );
    const texts = () => renderedTexts(model);
    const edited = (values: string) => {
      const before = new Set(texts().map(([, text]) => text));
      model.set("/w/values-dev.yaml", values);
      return texts().flatMap(([path, text]) => (before.has(text) ? [] : [path]));
    };
    // Both environments render b.yaml.
    const b = "web/templates/b.yaml";
    assert.deepEqual(edited("name: dev\nmore: 1\n"), [b, b]);
    assert.deepEqual(edited("name: other\nmore: 1\n"), [b, b, "web/templates/a.yaml"]);
    assert.deepEqual(edited("name: other\nmore: 2\n"), [b, b]);
  });

  it("does so where templates change the values, now and then or always", async () => {
    await editValues({ ...chart, ...changing }, "/w", 200, 2);
    await editValues({ ...chart, ...merging }, "/w", 100, 3);
  });

  it("does so for charts with values that are coalesced, imported and shared", async () => {
    const fixtures = join(__dirname, "../engine/helm/fixtures/charts");
    for (const name of readdirSync(fixtures)) {
      const files = chartFiles(join(fixtures, name));
      if (files["/w/values.yaml"] !== undefined) await editValues(files, "/w", 60, 4);
    }
  });
});
