import type { IndexedFile } from "../workspace/scanIndex";
import { AnswerMemory } from "./answerMemory";
import type { KnownChart } from "./chartAnswer";
import type { FileAnswer } from "./fileAnswer";

/**
 * What scans of this window have found out so far, in memory alone. What is shown is held by the index as well: nothing of a
 * text is kept besides.
 */
export class ScanMemory {
  /** For `contentDigest`: nobody who writes a file can know it. */
  readonly seed = Math.trunc(Math.random() * 2 ** 32);
  readonly files = new AnswerMemory<FileAnswer>(
    ({ facts, findings, suppressed }) => 300 + facts.length + 100 * (findings.length + suppressed.length),
  );
  readonly charts = new AnswerMemory<KnownChart>(
    ({ answer, trace }) => 300 + 200 * (trace.length + answer.statuses.size + answer.files.length),
  );
  /** What is left of files in which others put findings in order. */
  readonly left = new AnswerMemory<IndexedFile>(({ findings }) => 300 + 1000 * findings.length);

  /** @param folders all that may be scanned: of others nothing is known from now on. */
  begin(folders: readonly string[]): void {
    for (const memory of this.all) {
      memory.begin();
      memory.retain(folders);
    }
  }

  /** The scan of a folder was whole: what it did not come to is gone. */
  end(folder: string): void {
    for (const memory of this.all) memory.end(folder);
  }

  forget(): void {
    for (const memory of this.all) memory.retain([]);
  }

  private get all(): readonly Pick<AnswerMemory<never>, "begin" | "retain" | "end">[] {
    return [this.files, this.charts, this.left];
  }
}
