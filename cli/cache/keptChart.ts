import { resolve } from "node:path";
import type { FileStatus } from "../../engine/linter";
import type { Span } from "../../engine/yaml/span";
import type { ReportedFinding } from "../../report/report";
import type { FileSystem } from "../../workspace/fileSystem";
import { isStill } from "../answers/digests";
import { withoutQuote } from "../answers/keptAnswer";
import { shownPath } from "../inputs";
import type { ChartAnswer } from "../threads/messages";
import type { PackEntry } from "./pack";

interface KeptChart {
  readonly statuses: readonly (readonly [file: string, status: FileStatus])[];
  readonly rules: readonly string[];
  readonly findings: readonly (readonly [file: string, findings: readonly ReportedFinding[]])[];
  readonly secrets: readonly (readonly [file: string, secrets: readonly Span[]])[];
  readonly used: readonly string[];
  readonly sources: readonly (readonly [file: string, digest: string])[];
}

export function keptChart({
  statuses,
  rules,
  findings,
  secrets,
  trace,
  used,
  sources,
}: ChartAnswer): Omit<PackEntry, "key"> {
  const kept: KeptChart = {
    statuses: [...statuses].map(([path, status]) => [shownPath(path), status]),
    rules,
    findings: [...findings].map(([file, found]) => [file, found.map(withoutQuote)]),
    secrets: [...secrets],
    used,
    sources: [...sources],
  };
  return { first: Buffer.from(JSON.stringify(kept)), second: Buffer.from(JSON.stringify(trace)) };
}

/** Of what `keptChart` gave. */
export function chartFrom({ first, second }: Pick<PackEntry, "first" | "second">): ChartAnswer {
  const { statuses, rules, findings, secrets, used, sources }: KeptChart = JSON.parse(
    Buffer.from(first).toString(),
  );
  return {
    statuses: new Map(statuses.map(([file, status]) => [resolve(file), status])),
    rules,
    findings: new Map(findings),
    secrets: new Map(secrets),
    used,
    sources: new Map(sources),
    trace: JSON.parse(Buffer.from(second).toString()),
  };
}

/** True where all that was read for the chart is as it was. */
export function isChartStill(
  { second }: Pick<PackEntry, "second">,
  fileSystem: FileSystem,
  digestOf: (path: string) => string | undefined,
): Promise<boolean> {
  return isStill(JSON.parse(Buffer.from(second).toString()), fileSystem, digestOf);
}
