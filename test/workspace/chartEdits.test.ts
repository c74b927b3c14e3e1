import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { Text } from "../../engine/helm/value";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { readChartModel } from "../../workspace/charts/chartModel";
import { checkChart } from "../../workspace/charts/scanChart";
import { memoryFileSystem } from "../harness/memoryFileSystem";

/** Templates that see each other in all the ways there are: by name, by file, through values that one of them changes. */
const chart = {
  "/w/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.0.0\n",
  "/w/values.yaml": "name: web\nhostNetwork: true\nextra: {a: 1}\n",
  "/w/values-dev.yaml": "name: dev\n",
  "/w/templates/_helpers.tpl":
    '{{ define "name" }}{{ .Values.name }}{{ end }}{{ define "labels" }}app: {{ template "name" . }}{{ end }}',
  "/w/templates/config.yaml":
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ include "name" . }} }\ndata: { a: "{{ .Values.extra.a }}" }\n',
  "/w/templates/pod.yaml":
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels: { {{ include "labels" . }} }\n  annotations: { sum: "{{ include (print $.Template.BasePath "/config.yaml") . | sha256sum }}" }\nspec:\n  hostNetwork: {{ .Values.hostNetwork }}\n  containers: []\n',
  "/w/templates/other.yaml":
    'apiVersion: v1\nkind: Service\nmetadata: { name: {{ .Values.other | default "none" }} }\nspec: {}\n',
  "/w/templates/tpl.yaml":
    'apiVersion: v1\nkind: Secret\nmetadata: { name: {{ tpl "{{ include \\"name\\" . }}" . }} }\n',
};

type File = keyof typeof chart;

/** One after the other; each is the text of a file from then on. */
const edits: readonly (readonly [File, (text: string) => string])[] = [
  ["/w/templates/config.yaml", (text) => text.replace("data:", "immutable: true\ndata:")],
  ["/w/templates/_helpers.tpl", (text) => text.replace("{{ .Values.name }}", "{{ .Values.name }}-x")],
  ["/w/templates/other.yaml", (text) => `${text}# {{ set .Values "name" "changed" }}\n`],
  ["/w/templates/config.yaml", (text) => `${text}# more\n`],
  ["/w/templates/other.yaml", (text) => text.replace(/# .*\n/, '# {{ set .Values.extra "a" 2 }}\n')],
  ["/w/templates/pod.yaml", (text) => `${text}# more\n`],
  ["/w/templates/other.yaml", (text) => text.replace(/# .*\n/, '# {{ set . "own" 1 }}\n')],
  ["/w/templates/pod.yaml", (text) => text.replace("containers: []", "containers: [{{ .own }}]")],
  ["/w/templates/other.yaml", (text) => text.replace(/# .*\n/, "")],
  ["/w/templates/pod.yaml", (text) => text.replace("[{{ .own }}]", '[{{ fail "no" }}]')],
  ["/w/templates/config.yaml", (text) => text.replace("immutable", "# immutable")],
  ["/w/templates/pod.yaml", (text) => text.replace('[{{ fail "no" }}]', "[{{ ]")],
  ["/w/templates/pod.yaml", (text) => text.replace("[{{ ]", "[]")],
  ["/w/templates/config.yaml", (text) => `{{ define "name" }}hidden{{ end }}${text}`],
  ["/w/templates/config.yaml", (text) => text.replace(/^\{\{ define "name".*?end \}\}/, "")],
  [
    "/w/templates/_helpers.tpl",
    (text) => text.replace('"labels" }}', '"labels" }}tier: {{ .Values.tier }}, '),
  ],
  ["/w/values.yaml", (text) => `${text}tier: front\n`],
  ["/w/values-dev.yaml", () => "tier: dev\n"],
  ["/w/templates/tpl.yaml", (text) => `${text}# {{ .Values.tier }}\n`],
];

describe("a chart that is edited", () => {
  it("may nest what templates share deeper than any stack", async () => {
    const nested =
      '{{ $d := dict }}{{ range until 50000 }}{{ $d = dict "a" $d }}{{ end }}{{ $_ := set .Values "deep" $d }}';
    const files = { ...chart, "/w/templates/other.yaml": `${nested}${chart["/w/templates/other.yaml"]}` };
    const model = await readChartModel(memoryFileSystem(files), "/w", { within: "/" });
    assert.ok(model);
    const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
    assert.ok(checkChart(model, { linter }).rendered.length > 0);
  });

  it("renders and reports after each edit what a chart that is read anew does", async () => {
    const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
    const now: Record<File, string> = { ...chart };
    const read = async () => {
      const model = await readChartModel(memoryFileSystem(now), "/w", { within: "/" });
      return model ?? assert.fail("the chart is not read");
    };
    const seen = (model: Awaited<ReturnType<typeof read>>) => {
      const { rendered, findings, notices } = checkChart(model, { linter });
      return JSON.stringify([
        rendered.map(({ environment, path, whole, text }) => [
          environment,
          path,
          whole,
          text instanceof Text ? text.text : text,
        ]),
        [...findings].map(([path, found]) => [
          path,
          found.map(({ rule, span, environments }) => [rule, span, environments]),
        ]),
        [...notices],
      ]);
    };
    const edited = await read();
    seen(edited);
    for (const [file, change] of edits) {
      now[file] = change(now[file]);
      edited.set(file, now[file]);
      assert.equal(seen(edited), seen(await read()), `${file}: ${now[file]}`);
    }
  });
});
