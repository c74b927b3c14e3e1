import type { FileResult, Linter } from "../../engine/linter";
import type { SettledFinding } from "../../engine/rule";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { withRelated } from "../../workspace/across";
import { checkFile } from "../../workspace/checkFile";
import type { FileSystem } from "../../workspace/fileSystem";
import type { Settlement } from "../../workspace/lookAcross";
import { readingAhead } from "../../workspace/readAhead";
import type { IndexedFile } from "../workspace/scanIndex";

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
  readonly settlement: Settlement;
  /** All that it says of the findings. */
  readonly said: string;
}

/** The files of a scan whose findings other files put in order, or say something of: they are read again, because they are few. */
export class SettledFiles {
  private readonly noted = new Map<string, Noted>();
  private readonly settled = new Map<string, Settled>();

  /** A file was scanned, and is shown so. */
  note(path: string, file: Noted): void {
    if (file.findings.length > 0) this.noted.set(path, file);
  }

  /** Gives how many findings of the file are in order. */
  settle(path: string, settlement: Settlement): number {
    const findings = this.noted.get(path)?.findings ?? [];
    const said = findings.map((finding) => settlement.settles(finding) || settlement.relatedTo(finding));
    if (said.some((one) => one === true || one.length > 0))
      this.settled.set(path, { settlement, said: JSON.stringify(said) });
    return said.filter((one) => one === true).length;
  }

  /** What is left of the file depends on this; `undefined` where that is not known. */
  private keyOf(path: string): string | undefined {
    const key = this.noted.get(path)?.key;
    return key === undefined ? undefined : `${key} ${this.settled.get(path)?.said}`;
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
    const knownLeft = (path: string, key: string | undefined) =>
      key === undefined ? undefined : before.known(path, key);
    const unknown = [...this.settled.keys()].filter((path) => !knownLeft(path, this.keyOf(path)));
    const ahead = readingAhead(fileSystem, unknown);
    for (const [path, { settlement }] of this.settled) {
      const noted = this.noted.get(path);
      if (!noted) continue;
      const { partial, sources, shown } = noted;
      const key = this.keyOf(path);
      let left = knownLeft(path, key);
      if (!left) {
        const text = await ahead.readFile(path).catch(() => undefined);
        if (text === undefined) continue;
        const linter = await linterIn(fileSystem.dirname(path));
        left = remake(path, text, () => {
          const own = checkFile(text, linter, { ...sources, partial, json: /\.json$/i.test(path) });
          const findings = own.findings
            .filter((finding) => !settlement.settles(finding))
            .map((finding) => withRelated(finding, settlement));
          return { ...own, findings };
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
