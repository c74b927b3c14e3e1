import type { FileResult, Linter, WorkspaceResult } from "../../engine/linter";
import type { SettledFinding } from "../../engine/rule";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { checkFile } from "../../workspace/checkFile";
import type { FileSystem } from "../../workspace/fileSystem";
import type { IndexedFile } from "../workspace/scanIndex";

type Settles = WorkspaceResult["settles"];

export interface Noted {
  /** It is a patch: nothing is missing in it. */
  readonly partial: boolean;
  readonly sources: SuppressionSources;
  /** What identifies its findings: the results of thousands of files hold their trees, and are not kept. */
  readonly findings: readonly SettledFinding[];
  readonly shown: IndexedFile;
}

/** The files of a scan in which other files put findings in order: they are read again, because they are few. */
export class SettledFiles {
  private readonly noted = new Map<string, Noted>();
  private readonly settled = new Map<string, Settles>();

  /** A file was scanned, and is shown so. */
  note(path: string, file: Noted): void {
    if (file.findings.length > 0) this.noted.set(path, file);
  }

  /** Gives how many findings of the file are in order. */
  settle(path: string, settles: Settles): number {
    const count = this.noted.get(path)?.findings.filter(settles).length ?? 0;
    if (count > 0) this.settled.set(path, settles);
    return count;
  }

  /**
   * What is left of each.
   * @param remake makes of a file what is shown of it.
   */
  async *left(
    fileSystem: FileSystem,
    linterIn: (folder: string) => Promise<Linter>,
    remake: (path: string, text: string, check: () => FileResult) => IndexedFile,
    now: (path: string) => IndexedFile | undefined,
  ): AsyncGenerator<IndexedFile> {
    for (const [path, settles] of this.settled) {
      const noted = this.noted.get(path);
      const text = await fileSystem.readFile(path).catch(() => undefined);
      if (!noted || text === undefined) continue;
      const { partial, sources, shown } = noted;
      const linter = await linterIn(fileSystem.dirname(path));
      const left = remake(path, text, () => {
        const own = checkFile(text, linter, { ...sources, partial, json: /\.json$/i.test(path) });
        return { ...own, findings: own.findings.filter((finding) => !settles(finding)) };
      });
      const current = now(path);
      // Whoever read it meanwhile knows better.
      if (current?.findings[0] !== shown.findings[0]) continue;
      yield {
        ...left,
        findings: [...left.findings, ...(current?.findings ?? []).slice(shown.findings.length)],
        diagnostics: [...left.diagnostics, ...(current?.diagnostics ?? []).slice(shown.diagnostics.length)],
      };
    }
  }
}
