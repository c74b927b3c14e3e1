import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { readChartModel } from "../../workspace/charts/chartModel";
import { checkChart } from "../../workspace/charts/scanChart";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";

const corpus = resolve(__dirname, "../../../shared/corpora/helm/charts");
const count = 20;

/** What the heap holds of twenty charts that were checked and stay open: of all sizes, and the largest there are. */
export async function chartMemory(): Promise<string> {
  if (!existsSync(corpus)) return "no charts at hand";
  const bySize = readdirSync(corpus)
    .flatMap((repository) =>
      readdirSync(join(corpus, repository)).map((name) => join(corpus, repository, name)),
    )
    .map((folder) => ({ folder, bytes: bytesOf(folder) }))
    .sort((a, b) => b.bytes - a.bytes);
  const step = bySize.length / count;
  const ofAllSizes = Array.from({ length: count }, (_, index) => bySize[Math.floor((index + 0.5) * step)]);
  const lines = ["| Twenty charts | Bytes of files | Heap |", "| --- | --: | --: |"];
  for (const [what, charts] of [
    ["of all sizes", ofAllSizes],
    ["the largest", bySize.slice(0, count)],
  ] as const) {
    const known = charts.flatMap((chart) => chart ?? []);
    const bytes = known.reduce((sum, chart) => sum + chart.bytes, 0);
    const held = await heldBy(known.map(({ folder }) => folder));
    lines.push(`| ${what} | ${(bytes / 1e6).toFixed(1)} MB | ${(held / 1e6).toFixed(0)} MB |`);
  }
  return lines.join("\n");
}

async function heldBy(folders: readonly string[]): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  collect();
  const before = process.memoryUsage().heapUsed;
  const open: unknown[] = [];
  for (const folder of folders) {
    const model = await readChartModel(nodeFileSystem(), folder, { within: corpus });
    if (model) checkChart(model, { linter });
    open.push(model);
  }
  collect();
  const held = process.memoryUsage().heapUsed - before;
  // Until here: what nobody refers to may be let go of earlier.
  return open.length === folders.length ? held : Number.NaN;
}

function bytesOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}
