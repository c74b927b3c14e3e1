import type { ChartScanner } from "../workspace/charts/scanChart";
import { tuneForScans } from "./threads/tuneForScans";

/** A part of the program of its own, which runs without charts do not read. */
export async function chartScanner(): Promise<ChartScanner> {
  await tuneForScans();
  return (await import("../workspace/charts/scanChart")).scanChart;
}
