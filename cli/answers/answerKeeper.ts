import type { KnownSuppressed } from "../../engine/suppress/suppressor";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { ReportedFinding } from "../../report/report";
import type { ChartFolder, FileTask } from "../../workspace/elsewhere";
import type { ChartAnswer, FileAnswer, KeptTexts } from "../threads/messages";

/** What is known of a file, whether it was looked at now or before. */
export interface KnownFile extends Omit<FileAnswer, "facts" | "kept"> {
  facts(): ResourceFacts[];
  kept(): KeptTexts | undefined;
}

/** Keeps answers for later, and has some from before. */
export interface AnswerKeeper {
  /** True where rules across files are left to whoever brings the answers together. */
  leavesAcross(): boolean;
  /** Asked once all files are taken: true where it is known what rules across files say of them. */
  knowsAcross(): boolean;
  knownFile(task: FileTask): Promise<KnownFile | undefined>;
  knownChart(folder: ChartFolder): Promise<ChartAnswer | undefined>;
  /** Called once for each file, in the order of the tasks. */
  takeFile(task: FileTask, file: KnownFile): void;
  /** Called once for each chart, in their order. */
  takeChart(folder: ChartFolder, answer: ChartAnswer): Promise<void>;
}

/** What was suppressed of a file, as far as what comes later goes. */
export function knownSuppressed(findings: readonly ReportedFinding[]): KnownSuppressed[] {
  return findings.flatMap(({ rule, resource, lastingPath, suppressed }) =>
    suppressed === null ? [] : [{ rule, resource, lastingPath: () => lastingPath, suppressed }],
  );
}
