import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { capabilitiesOf, releaseOf } from "../../../engine/helm/capabilities";
import { loadChart } from "../../../engine/helm/chart/load";
import { prepareChart } from "../../../engine/helm/chart/prepare";
import { Origins } from "../../../engine/helm/origin";
import { type Rendering, renderChart } from "../../../engine/helm/render";
import { plain } from "../../../engine/helm/template/textOperations";
import { GoMap, Text } from "../../../engine/helm/value";

/**
 * Charts and single templates of our own, with what helm makes of them. The expected texts are regenerated with
 * `cd oracle && go run ./templates ../fixtures/templates > ../fixtures/templates.golden.json`.
 */
interface Golden {
  readonly files?: Readonly<Record<string, string>>;
  readonly error?: string;
}

const fixtures = join(__dirname, "fixtures");
const golden: Record<string, Golden> = JSON.parse(
  readFileSync(join(fixtures, "templates.golden.json"), "utf8"),
);
const snippets: Record<string, string> = JSON.parse(
  readFileSync(join(fixtures, "templates/snippets.json"), "utf8"),
);

const release = { name: "release-name", namespace: "default" };

describe("templates of charts", () => {
  for (const name of ["functions", "language"])
    it(`renders the chart ${name} as helm does`, () => {
      for (const trace of [true, false]) {
        const rendering = renderFolder(join(fixtures, "templates", name), trace);
        assert.deepEqual(rendering.errors, []);
        const expected = golden[name]?.files ?? {};
        for (const [file, text] of Object.entries(expected))
          assert.deepEqual(plain(rendering.files.get(file) ?? "").split("\n"), text.split("\n"), file);
      }
    });

  it("stops at templates that include themselves without end", () => {
    const { errors } = renderText(
      "recursion",
      '{{ define "r" }}{{ include "r" . }}{{ end }}{{ include "r" . }}',
    );
    assert.equal(errors[0]?.kind, "depth");
    assert.equal(errors[0]?.places[0]?.file, "recursion/templates/a.yaml");
  });

  for (const [name, text] of Object.entries(snippets))
    it(`says what helm says of ${name}`, () => {
      const rendering = renderText(name, text);
      const { files, error } = golden[name] ?? {};
      assert.equal(rendering.errors[0]?.message, error);
      if (files) assert.deepEqual(textsOf(rendering), files);
    });

  it("covers every character of a traced file with a run", () => {
    const { files } = renderFolder(join(fixtures, "templates/language"), true);
    for (const [name, file] of files) {
      assert.ok(file instanceof Text || file === "", name);
      if (file instanceof Text) assert.equal(file.runs.at(-1)?.end ?? 0, file.text.length, name);
    }
  });
});

function renderFolder(folder: string, trace: boolean): Rendering {
  const origins = new Origins();
  const loaded = loadChart(filesIn(folder), { origins });
  assert.ok(loaded.chart);
  const prepared = prepareChart(loaded.chart, { files: [], set: [] }, { origins, kubeVersion: "v1.37.0" });
  return renderChart({
    chart: prepared.chart,
    values: prepared.values,
    release: releaseOf(release),
    capabilities: capabilitiesOf({ kubeVersion: "v1.37.0" }),
    origins,
    trace,
  });
}

function filesIn(
  folder: string,
  prefix = "",
  found = new Map<string, Uint8Array>(),
): Map<string, Uint8Array> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) filesIn(path, `${prefix}${name}/`, found);
    else found.set(prefix + name, readFileSync(path));
  }
  return found;
}

function renderText(name: string, text: string): Rendering {
  const origins = new Origins();
  const files = new Map([
    ["Chart.yaml", `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`],
    ["values.yaml", "number: 80\ntext: plain\nnulls: [~]\n"],
    ["templates/a.yaml", text],
  ]);
  const loaded = loadChart(files, { origins });
  assert.ok(loaded.chart);
  const prepared = prepareChart(loaded.chart, { files: [], set: [] }, { origins, kubeVersion: "v1.37.0" });
  assert.ok(prepared.values instanceof GoMap);
  return renderChart({
    chart: prepared.chart,
    values: prepared.values,
    release: releaseOf(release),
    capabilities: capabilitiesOf({ kubeVersion: "v1.37.0" }),
    origins,
  });
}

function textsOf(rendering: Rendering): Record<string, string> {
  return Object.fromEntries([...rendering.files].map(([name, file]) => [name, plain(file)]));
}
