import type { IndexedFile } from "../workspace/scanIndex";
import { AnswerMemory } from "./answerMemory";
import type { KnownChart } from "./chartAnswer";
import type { FileAnswer } from "./fileAnswer";
import type { FoundInFile } from "./keptFindings";

/**
 * What scans and reports of this window have found out so far, in memory alone. What is shown of a workspace that was scanned
 * is held by the index as well: nothing of a text is kept besides.
 */
export class ScanMemory {
  /** For `contentDigest`: nobody who writes a file can know it. */
  readonly seed = Math.trunc(Math.random() * 2 ** 32);
  readonly files = new AnswerMemory<FileAnswer>(
    ({ facts, ...found }) => 400 + facts.length + weightOf(found),
  );
  readonly charts = new AnswerMemory<KnownChart>(
    ({ answer: { statuses, files }, trace }) =>
      300 + 200 * (trace.length + statuses.size) + sum(files.map((file) => 300 + weightOf(file))),
  );
  /** What is left of files in which others put findings in order: scans alone ask for it. */
  readonly left = new AnswerMemory<IndexedFile>(({ findings }) => 300 + 1000 * findings.length);

  /** Of all but these folders nothing is known from now on. */
  retain(folders: readonly string[]): void {
    for (const memory of [this.files, this.charts, this.left]) memory.retain(folders);
  }

  beginScan(): Pass {
    return passOver([this.files, this.charts, this.left]);
  }

  beginReport(): Pass {
    return passOver([this.files, this.charts]);
  }

  forget(): void {
    this.retain([]);
  }
}

/** One walk through the folders. */
export interface Pass {
  /** It has come to all of a folder: what it did not come to is gone. */
  end(folder: string): void;
}

function passOver(memories: readonly Pick<AnswerMemory<never>, "begin" | "end">[]): Pass {
  const begun = memories.map((memory) => ({ memory, pass: memory.begin() }));
  return {
    end: (folder) => {
      for (const { memory, pass } of begun) memory.end(folder, pass);
    },
  };
}

/** In bytes, without what is shown. */
function weightOf({ findings, suppressed }: Pick<FoundInFile, "findings" | "suppressed">): number {
  const rare = [...findings, ...suppressed].map((finding) => finding.rare?.length ?? 0);
  return 150 * findings.length + 500 * suppressed.length + sum(rare);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
