import type { ChartScanner } from "../workspace/charts/scanChart";

/** A part of the program of its own, which runs without charts do not read. */
export async function chartScanner(): Promise<ChartScanner> {
  return (await import("../workspace/charts/scanChart")).scanChart;
}
