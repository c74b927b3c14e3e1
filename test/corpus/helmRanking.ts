/**
 * Whether a finding of a chart stands at the key that decides it: another value there has to change the setting that was
 * found, or to make the finding go. Findings of what is missing are left out, since their key is not there yet. The second
 * part of `npm run helm:provenance`.
 */
import { isScalar, parseDocument, visit } from "yaml-2";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter } from "../../engine/linter";
import { fieldAtPointer } from "../../engine/yaml/pointer";
import { rules } from "../../rules";
import { readChartModel } from "../../workspace/charts/chartModel";
import type { ChartScan } from "../../workspace/charts/chartScan";
import { checkChart } from "../../workspace/charts/scanChart";
import { memoryFileSystem } from "../harness/memoryFileSystem";

/** Keys of one chart that are tried. */
const most = 15;

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

/** How many findings were tried, and how many stand at the right key. */
export interface Ranking {
  tried: number;
  right: number;
}

export async function rankKeys(
  files: ReadonlyMap<string, Uint8Array | string>,
  otherValue: (value: unknown) => string | undefined,
  ranking: Ranking,
): Promise<void> {
  const decoder = new TextDecoder();
  const texts = [...files].map(([name, content]): [string, string] => [
    `/chart/${name}`,
    typeof content === "string" ? content : decoder.decode(content),
  ]);
  const model = await readChartModel(memoryFileSystem(Object.fromEntries(texts)), "/chart", { within: "/" });
  if (!model) return;
  const values = model.textOf("", "values.yaml");
  if (values === undefined) return;
  const path = model.pathOf("values.yaml");
  const before = checkChart(model, { linter });
  const seen = new Set<number>();
  for (const finding of before.findings.get(path) ?? []) {
    if (finding.missing || seen.has(finding.span.start) || seen.size >= most) continue;
    seen.add(finding.span.start);
    const changed = withOther(values, finding.span.start, otherValue);
    const was = settingOf(finding, before);
    if (changed === undefined || was === undefined) continue;
    const after = model.trial(path, changed, () => checkChart(model, { linter }));
    if (after.rendered.every(({ whole }) => !whole)) continue;
    ranking.tried++;
    const now = settingOf(finding, after);
    if (now !== was) ranking.right++;
    else if (process.env.VERBOSE)
      console.log(`    ${finding.rule} at ${values.slice(finding.span.start, finding.span.end)}: ${was}`);
  }
}

/** The text with another value for the scalar at an offset. */
function withOther(
  text: string,
  offset: number,
  otherValue: (value: unknown) => string | undefined,
): string | undefined {
  let changed: string | undefined;
  visit(parseDocument(text, { logLevel: "silent", uniqueKeys: false }), {
    Scalar: (key, node) => {
      const [start = -1, end = -1] = node.range ?? [];
      if (key === "key" || !isScalar(node) || start > offset || offset >= end) return;
      const other = /^BLOCK/.test(node.type ?? "") || node.anchor ? undefined : otherValue(node.value);
      if (other !== undefined) changed = text.slice(0, start) + other + text.slice(end);
    },
  });
  return changed;
}

/** What the rendered objects of the finding's kind and name have at its place; `undefined` where there are none. */
function settingOf({ resource, path }: Finding, { rendered }: ChartScan): string | undefined {
  const found = rendered
    .filter(({ environment }) => environment === "values.yaml")
    .flatMap(({ result }) => result.documents)
    .flatMap(({ result: { document, resources } }) => {
      const isIts = resources.some(
        ({ reference: { kind, name } }) => kind === resource.kind && name === resource.name,
      );
      if (!document || !isIts) return [];
      const { content } = fieldAtPointer(document.root, path);
      return [content ? document.text.slice(content.start, content.end) : "absent"];
    });
  return found.length === 0 ? undefined : found.join("\n");
}
