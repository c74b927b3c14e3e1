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
  /** What all of this depends on, where it is known. */
  readonly key: string | undefined;
}

/** What is left of files, from earlier scans. */
export interface LeftBefore {
  known(path: string, key: string): IndexedFile | undefined;
  keep(path: string, key: string, file: IndexedFile): void;
}

interface Settled {
  readonly settles: Settles;
  /** Which of the findings are in order, by their indexes. */
  readonly indexes: string;
}

/** The files of a scan in which other files put findings in order: they are read again, because they are few. */
export class SettledFiles {
  private readonly noted = new Map<string, Noted>();
  private readonly settled = new Map<string, Settled>();

  /** A file was scanned, and is shown so. */
  note(path: string, file: Noted): void {
    if (file.findings.length > 0) this.noted.set(path, file);
  }

  /** Gives how many findings of the file are in order. */
  settle(path: string, settles: Settles): number {
    const findings = this.noted.get(path)?.findings ?? [];
    const indexes = findings.flatMap((finding, index) => (settles(finding) ? [index] : []));
    if (indexes.length > 0) this.settled.set(path, { settles, indexes: indexes.join() });
    return indexes.length;
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
    before: LeftBefore,
  ): AsyncGenerator<IndexedFile> {
    for (const [path, { settles, indexes }] of this.settled) {
      const noted = this.noted.get(path);
      if (!noted) continue;
      const { partial, sources, shown } = noted;
      const key = noted.key === undefined ? undefined : `${noted.key} ${indexes}`;
      let left = key === undefined ? undefined : before.known(path, key);
      if (!left) {
        const text = await fileSystem.readFile(path).catch(() => undefined);
        if (text === undefined) continue;
        const linter = await linterIn(fileSystem.dirname(path));
        left = remake(path, text, () => {
          const own = checkFile(text, linter, { ...sources, partial, json: /\.json$/i.test(path) });
          return { ...own, findings: own.findings.filter((finding) => !settles(finding)) };
        });
        if (key !== undefined) before.keep(path, key, left);
      }
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
