import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { readChartModel } from "../../workspace/charts/chartModel";
import { checkChart } from "../../workspace/charts/scanChart";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { milliseconds, percentile, type Row, times } from "./measure";

const corpus = resolve(__dirname, "../../../shared/corpora/helm/charts");
const keys = 200;

/** From a typed character in a chart to its new findings: the chart with the most template text, with its own values. */
export async function charts(): Promise<Row[]> {
  if (!existsSync(corpus)) return [];
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "recommended" } });
  const folders = readdirSync(corpus).flatMap((repository) =>
    readdirSync(join(corpus, repository)).map((name) => join(corpus, repository, name)),
  );
  const [largest] = folders
    .map((folder) => ({ folder, size: templateBytes(folder) }))
    .sort((a, b) => b.size - a.size);
  if (!largest) return [];
  const given = { files: [], set: [] };
  const model = await readChartModel(nodeFileSystem(), largest.folder, { given });
  if (!model) return [];
  const name = basename(largest.folder);
  const values = model.textOf("", "values.yaml") ?? "";
  const template = model
    .chart()
    .chart?.templates.filter(({ name: file }) => file.endsWith(".yaml"))
    .sort((a, b) => b.text.length - a.text.length)[0];
  const measure = (what: string, type: (index: number) => void): Row => {
    const taken = (from: number) =>
      times(keys, (index) => {
        type(from + index);
        checkChart(model, { linter });
      });
    taken(1000);
    const sorted = taken(0);
    return {
      what: `Keystroke in ${what} of a chart (${name})`,
      p50: milliseconds(percentile(sorted, 0.5)),
      p95: milliseconds(percentile(sorted, 0.95)),
      ratio: "",
    };
  };
  return [
    ...(template
      ? [
          measure("a template", (index) =>
            model.set(model.pathOf(template.name), `${template.text}\n# ${index}\n`),
          ),
        ]
      : []),
    measure("a value", (index) => model.set(model.pathOf("values.yaml"), `${values}\nbenchmark: ${index}\n`)),
  ];
}

function templateBytes(folder: string): number {
  const templates = join(folder, "templates");
  if (!existsSync(templates)) return 0;
  return readdirSync(templates, { recursive: true, encoding: "utf8" }).reduce(
    (sum, name) => sum + statSync(join(templates, name)).size,
    0,
  );
}
