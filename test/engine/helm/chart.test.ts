import { deepStrictEqual, match, ok, strictEqual } from "node:assert";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { capabilitiesOf, releaseOf } from "../../../engine/helm/capabilities";
import { readArchive } from "../../../engine/helm/chart/archive";
import { compilePathPattern } from "../../../engine/helm/chart/ignoreFile";
import { loadChart } from "../../../engine/helm/chart/load";
import { prepareChart } from "../../../engine/helm/chart/prepare";
import { slotOrigin } from "../../../engine/helm/chart/tables";
import { Origins } from "../../../engine/helm/origin";
import { renderChart } from "../../../engine/helm/render";
import { plain } from "../../../engine/helm/template/textOperations";
import { GoMap } from "../../../engine/helm/value";
import { tarOf } from "./tar";

interface Given {
  values: string[];
  set: string[];
}

type Golden = Record<string, { files?: Record<string, string>; error?: string }>;

const charts = new URL("fixtures/charts/", import.meta.url);
const golden: Golden = JSON.parse(
  readFileSync(new URL("fixtures/charts.golden.json", import.meta.url), "utf8"),
);

function filesOf(folder: URL, prefix = "", found = new Map<string, Uint8Array>()): Map<string, Uint8Array> {
  for (const name of readdirSync(folder)) {
    const entry = new URL(name, folder);
    if (statSync(entry).isDirectory()) filesOf(new URL(`${name}/`, folder), `${prefix}${name}/`, found);
    else found.set(prefix + name, readFileSync(entry));
  }
  return found;
}

function textOf(files: Map<string, Uint8Array>, name: string): string {
  return Buffer.from(files.get(name) ?? "").toString();
}

function render(
  files: Map<string, Uint8Array | string>,
  given: Given,
  texts: (name: string) => string,
): Golden[string] {
  const origins = new Origins();
  const loaded = loadChart(files, { origins });
  if (!loaded.chart) return { error: loaded.problems[0]?.message ?? "" };
  const prepared = prepareChart(
    loaded.chart,
    { files: given.values.map((id) => ({ id, text: texts(id) })), set: given.set },
    { origins, kubeVersion: "v1.37.0" },
  );
  const fatal = prepared.problems.find(({ warning }) => !warning);
  if (fatal) return { error: fatal.message };
  const { files: rendered, errors } = renderChart({
    chart: prepared.chart,
    values: prepared.values,
    release: releaseOf({ name: "release-name", namespace: "default" }),
    capabilities: capabilitiesOf({ kubeVersion: "v1.37.0" }),
    origins,
    trace: true,
  });
  if (errors[0]) return { error: errors[0].message };
  return {
    files: Object.fromEntries([...rendered].map(([name, text]) => [name, plain(text)])),
  };
}

describe("charts, as helm renders them", () => {
  for (const [name, expected] of Object.entries(golden)) {
    it(name, () => {
      const [chart = "", variant = ""] = name.split("/");
      const files = filesOf(new URL(`${chart}/`, charts));
      const cases: Record<string, Given> = files.has("case.json")
        ? JSON.parse(textOf(files, "case.json"))
        : {};
      const actual = render(files, cases[variant] ?? { values: [], set: [] }, (id) => textOf(files, id));
      if (expected.error !== undefined) {
        ok(actual.error?.endsWith(expected.error), `${actual.error} is not ${expected.error}`);
        return;
      }
      strictEqual(actual.error, undefined);
      for (const [path, text] of Object.entries(expected.files ?? {}))
        strictEqual(actual.files?.[path] ?? "", text, path);
    });
  }
});

describe("origins of values", () => {
  it("name the file that decides, and both where a key could be written", () => {
    const origins = new Origins();
    const loaded = loadChart(
      new Map([
        ["Chart.yaml", "name: a\nversion: 1.0.0"],
        ["values.yaml", "web: {image: x, port: 1}\nbelow: {a: {c: 1}}"],
        ["charts/below/Chart.yaml", "name: below\nversion: 1.0.0"],
        ["charts/below/values.yaml", "a: {b: 2, c: 3}"],
      ]),
      { origins },
    );
    ok(loaded.chart);
    const { values } = prepareChart(
      loaded.chart,
      { files: [{ id: "prod.yaml", text: "web: {port: 2}" }], set: ["web.set=1"] },
      { origins, kubeVersion: "v1.37.0" },
    );
    const placesOf = (...path: string[]): string[] => {
      let map = values;
      const last = path.pop() ?? "";
      for (const key of path) {
        const next = map.get(key);
        ok(next instanceof GoMap);
        map = next;
      }
      return origins
        .data(slotOrigin(origins, map, last))
        .map((place) => `${place.file}#${place.path.join(".")}`);
    };
    deepStrictEqual(placesOf("web", "image"), ["values.yaml#web.image"]);
    deepStrictEqual(placesOf("web", "port"), ["prod.yaml#web.port"]);
    ok(placesOf("web", "set").includes("--set#web.set"));
    ok(placesOf("web", "missing").includes("values.yaml#web.missing"));
    ok(placesOf("web", "missing").includes("prod.yaml#web.missing"));
    deepStrictEqual(placesOf("below", "a", "b"), ["charts/below/values.yaml#a.b"]);
    deepStrictEqual(placesOf("below", "a", "c"), ["values.yaml#below.a.c"]);
  });
});

describe("values.schema.json", () => {
  const problems = (schema: string, values: string): string[] => {
    const origins = new Origins();
    const { chart } = loadChart(
      new Map([
        ["Chart.yaml", "name: a\nversion: 1.0.0"],
        ["values.yaml", values],
        ["values.schema.json", schema],
      ]),
      { origins },
    );
    ok(chart);
    const given = { files: [], set: [] };
    return prepareChart(chart, given, { origins, kubeVersion: "v1.37.0" }).problems.map(
      ({ message, file, warning }) => `${warning ? "warning " : ""}${file} ${message.split("\n").at(-1)}`,
    );
  };
  it("reports values that it does not allow, in their file", () => {
    const schema = `{"type": "object", "properties": {"port": {"type": "integer"}}, "required": ["name"]}`;
    deepStrictEqual(problems(schema, "port: 80\nname: x"), []);
    match(problems(schema, "port: text\nname: x").join(), /^values.yaml port: .*type/i);
    match(problems(schema, "port: 80").join(), /name/);
  });
  it("is not used where it is not to be had, or never ends", () => {
    match(problems(`{"$ref": "https://example.org/schema.json"}`, "a: 1").join(), /^warning .*not read/);
    match(problems(`{"$ref": "#"}`, "a: 1").join(), /^(?:warning .*)?$/);
    deepStrictEqual(problems(`{"properties": {"a": {"pattern": "^(a+)+$"}}}`, `a: ${"a".repeat(40)}b`), []);
  });
});

describe("chart archives", () => {
  it("are read, whatever their names are like", () => {
    const long = `chart/${"deep/".repeat(30)}file.txt`;
    const files = readArchive(tarOf({ "chart/Chart.yaml": "name: a", [long]: "x" }));
    ok(Array.isArray(files));
    deepStrictEqual(
      files.map(({ name }) => name),
      ["Chart.yaml", long.slice(6)],
    );
  });
  it("are refused where a name leads out of the chart, and where they grow beyond the limits", () => {
    const refused = (files: Record<string, string>, limits?: Parameters<typeof readArchive>[1]): string => {
      const read = readArchive(tarOf(files), limits);
      return "error" in read ? read.error : "read";
    };
    match(refused({ "chart/../../etc/passwd": "x" }), /parent directory/);
    match(refused({ "chart//etc/passwd": "x" }), /absolute/);
    match(refused({ "Chart.yaml": "x" }), /outside|base directory/);
    match(refused({ "chart/c:/x": "x" }), /illegally named/);
    const limits = { total: 10_000, file: 2000, files: 2 };
    match(refused({ "a/b": "x".repeat(3000) }, limits), /larger than the maximum file size/);
    match(refused({ "a/b": "x".repeat(200_000) }, limits), /larger than the maximum file size/);
    match(refused({ "a/1": "", "a/2": "", "a/3": "" }, limits), /more than 2 files/);
    strictEqual("error" in readArchive(new Uint8Array([1, 2, 3])), true);
    strictEqual("error" in readArchive(tarOf({ "a/b": "text" }).subarray(0, 40)), true);
  });
  it("stand for the folder in charts/", () => {
    const packed = tarOf({
      "below/Chart.yaml": "name: below\nversion: 1.0.0",
      "below/values.yaml": "a: 1",
      "below/templates/a.yaml": "a: {{ .Values.a }}",
    });
    const files = new Map<string, Uint8Array | string>([
      ["Chart.yaml", "name: top\nversion: 1.0.0"],
      ["charts/below-1.0.0.tgz", packed],
    ]);
    deepStrictEqual(render(files, { values: [], set: ["below.a=2"] }, () => "").files, {
      "top/charts/below/templates/a.yaml": "a: 2",
    });
  });
});

describe("patterns of .helmignore", () => {
  it("take time in step with the length of the path", () => {
    const pattern = compilePathPattern(`${"*a".repeat(200)}b`);
    ok(pattern);
    const start = performance.now();
    strictEqual(pattern("a".repeat(20_000)), false);
    ok(performance.now() - start < 2000);
  });
});
