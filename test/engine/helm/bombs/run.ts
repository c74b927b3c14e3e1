/** Runs in a thread with little memory: renders one chart after the other, as the editor and the command line do. */
import { parentPort } from "node:worker_threads";
import { capabilitiesOf, releaseOf } from "../../../../engine/helm/capabilities";
import { loadChart } from "../../../../engine/helm/chart/load";
import { prepareChart } from "../../../../engine/helm/chart/prepare";
import { Origins } from "../../../../engine/helm/origin";
import { renderChart } from "../../../../engine/helm/render";
import { plain } from "../../../../engine/helm/template/textOperations";
import type { ChartFiles } from "./charts";

export interface Outcome {
  /** Of the clock or of the processor: whichever is less, since others may have the processor meanwhile. */
  readonly milliseconds: number;
  /** What was refused, and why; empty where the chart was rendered to its end. */
  readonly messages: readonly string[];
  readonly kinds: readonly string[];
  /** What ended a template without the expression that did. */
  readonly placeless: readonly string[];
  readonly length: number;
}

parentPort?.on("message", (files: ChartFiles) => parentPort?.postMessage(run(files)));

function run(given: ChartFiles): Outcome {
  const start = performance.now();
  const used = process.cpuUsage();
  const origins = new Origins();
  const files = new Map(Object.entries(given));
  const loaded = loadChart(files, { origins });
  const outcome = (
    messages: readonly string[],
    kinds: readonly string[],
    placeless: readonly string[] = [],
    length = 0,
  ): Outcome => ({
    milliseconds: Math.min(performance.now() - start, cpuMilliseconds(used)),
    messages: messages.map((message) => message.slice(0, 500)),
    kinds,
    placeless,
    length,
  });
  if (!loaded.chart)
    return outcome(
      loaded.problems.map(({ message }) => message),
      ["chart"],
    );
  const prepared = prepareChart(loaded.chart, { files: [], set: [] }, { origins, kubeVersion: "v1.37.0" });
  const problems = [...loaded.problems, ...prepared.problems];
  const { files: rendered, errors } = renderChart({
    chart: prepared.chart,
    values: prepared.values,
    release: releaseOf({ name: "release-name", namespace: "default" }),
    capabilities: capabilitiesOf({ kubeVersion: "v1.37.0" }),
    origins,
    tolerant: true,
  });
  const length = [...rendered.values()].reduce((sum, text) => sum + plain(text).length, 0);
  return outcome(
    [...problems, ...errors].map(({ message }) => message),
    [...problems, ...errors].map(({ kind }) => kind),
    errors.filter(({ places }) => places.length === 0).map(({ message }) => message),
    length,
  );
}

function cpuMilliseconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
