/**
 * The cases of the chart corpus: charts as files in memory, the values they are rendered with, and what helm makes of
 * them.
 */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { capabilitiesOf, releaseOf } from "../../engine/helm/capabilities";
import { type ChartFiles, loadChart } from "../../engine/helm/chart/load";
import { prepareChart } from "../../engine/helm/chart/prepare";
import { Origins } from "../../engine/helm/origin";
import { type Rendering, renderChart, type TemplateCache } from "../../engine/helm/render";

export const helmCorpus = resolve(__dirname, "../../../shared/corpora/helm");

export interface HelmCase {
  readonly chartDir: string;
  readonly case: string;
  readonly valuesFile: string | null;
  readonly tier: string;
  readonly exit: number;
  /** The file with the expected text of each template; `null` where helm refused. */
  readonly engineDet: string | null;
  readonly engineStage?: string;
  readonly engineError?: string;
  readonly error?: string;
  readonly deps?: { readonly vendored: readonly string[]; readonly missing: readonly string[] };
}

const kubeVersion = "v1.37.0";

export function helmCases(): HelmCase[] {
  return JSON.parse(readFileSync(join(helmCorpus, "INDEX.json"), "utf8")).cases;
}

export function expectedFiles({ engineDet }: HelmCase): Record<string, string> | undefined {
  return engineDet === null ? undefined : JSON.parse(readFileSync(join(helmCorpus, engineDet), "utf8")).files;
}

/** The files of a case's chart; charts that were vendored into it and lie elsewhere are put back. */
export function chartFiles({ chartDir, deps }: HelmCase): Map<string, Uint8Array | string> {
  const files = new Map<string, Uint8Array>();
  readFolder(join(helmCorpus, chartDir), "", files);
  for (const entry of deps?.vendored ?? []) {
    const [name = "", source = ""] = entry.split("<-");
    const folder = join(helmCorpus, "charts", source);
    const isThere = [...files.keys()].some((path) => path.startsWith(`charts/${name}/`));
    if (!isThere && existsSync(folder)) readFolder(folder, `charts/${name}/`, files);
  }
  return files;
}

function readFolder(folder: string, prefix: string, files: Map<string, Uint8Array>): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) readFolder(path, `${prefix}${name}/`, files);
    else files.set(prefix + name, readFileSync(path));
  }
}

/** The `-f` file of a case, if it has one. */
export function valuesOf({ valuesFile }: HelmCase): { id: string; text: string }[] {
  return valuesFile === null
    ? []
    : [{ id: valuesFile, text: readFileSync(join(helmCorpus, valuesFile), "utf8") }];
}

export interface CaseRendering {
  readonly rendering: Rendering;
  readonly origins: Origins;
  /** What helm stops at before it renders. */
  readonly refused: string | undefined;
}

/** Renders a chart as the expected texts were made. */
export function renderCase(
  files: ChartFiles,
  values: readonly { readonly id: string; readonly text: string }[],
  options: {
    readonly trace?: boolean;
    readonly cache?: TemplateCache;
    readonly lostDependencies?: boolean;
  } = {},
): CaseRendering {
  const origins = new Origins();
  const nothing: Rendering = { files: new Map(), errors: [] };
  const loaded = loadChart(files, { origins });
  if (!loaded.chart) return { rendering: nothing, origins, refused: loaded.problems[0]?.message ?? "" };
  const {
    chart,
    values: all,
    problems,
  } = prepareChart(loaded.chart, { files: values, set: [] }, { origins, kubeVersion });
  const fatal = problems.find(
    ({ warning, kind }) => !warning && !(options.lostDependencies === true && kind === "dependency"),
  );
  if (fatal) return { rendering: nothing, origins, refused: fatal.message };
  const rendering = renderChart({
    chart,
    values: all,
    release: releaseOf({ name: "release-name", namespace: "default" }),
    capabilities: capabilitiesOf({ kubeVersion }),
    origins,
    ...(options.trace === undefined ? {} : { trace: options.trace }),
    ...(options.cache ? { cache: options.cache } : {}),
  });
  return { rendering, origins, refused: undefined };
}

/** A dependency that helm had and that is not here: the case is rendered without it. */
export function hasLostDependencies(helmCase: HelmCase, files: ChartFiles): boolean {
  return (helmCase.deps?.vendored ?? []).some((entry) => {
    const [name = ""] = entry.split("<-");
    return ![...files.keys()].some((path) => path.startsWith(`charts/${name}/`));
  });
}
