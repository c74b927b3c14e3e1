import type { Finding } from "../../engine/finding";
import type { Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { ChartFileFindings } from "../elsewhere";
import type { ChartScan } from "./chartScan";

/** What a chart's files have, file by file, with what somebody accepted apart. */
export function partChart(
  { findings, texts }: Pick<ChartScan, "findings" | "texts">,
  linter: Linter,
  sourcesOf: (path: string) => SuppressionSources,
): ChartFileFindings[] {
  return [...findings].map(([path, found]: [string, readonly Finding[]]) => {
    const text = texts.get(path) ?? "";
    return { path, text, ...linter.partPlaced(text, found, sourcesOf(path)) };
  });
}

/** The same where what suppresses has to be read first. */
export async function readAndPartChart(
  scan: Pick<ChartScan, "findings" | "texts">,
  linter: Linter,
  sourcesOf: ((path: string) => Promise<SuppressionSources>) | undefined,
): Promise<ChartFileFindings[]> {
  const sources = new Map<string, SuppressionSources>();
  for (const path of scan.findings.keys()) sources.set(path, (await sourcesOf?.(path)) ?? {});
  return partChart(scan, linter, (path) => sources.get(path) ?? {});
}
