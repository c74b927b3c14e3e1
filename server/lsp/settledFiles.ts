import type { FileResult, Linter } from "../../engine/linter";
import type { SettledFinding } from "../../engine/rule";
import { withRelated } from "../../workspace/across";
import { checkFile } from "../../workspace/checkFile";
import type { FileSystem } from "../../workspace/fileSystem";
import type { Settlement } from "../../workspace/lookAcross";
import type { ScannedFile } from "../../workspace/scanFiles";
import type { IndexedFile } from "../workspace/scanIndex";

interface Noted extends Pick<ScannedFile, "partial" | "sources"> {
  /** What identifies its findings: the results of thousands of files hold their trees, and are not kept. */
  readonly findings: readonly SettledFinding[];
  readonly shown: IndexedFile;
}

/** The files of a scan whose findings other files put in order, or say something of: they are read again, because they are few. */
export class SettledFiles {
  private readonly noted = new Map<string, Noted>();
  private readonly settled = new Map<string, Settlement>();

  /** A file was scanned, and is shown so. */
  note({ path, partial, sources, result }: ScannedFile, shown: IndexedFile): void {
    const findings = result.findings.map(({ rule, resource, path: at }) => ({ rule, resource, path: at }));
    if (findings.length > 0) this.noted.set(path, { partial, sources, findings, shown });
  }

  /** Gives how many findings of the file are in order. */
  settle(path: string, settlement: Settlement): number {
    const findings = this.noted.get(path)?.findings ?? [];
    const count = findings.filter(settlement.settles).length;
    if (count > 0 || findings.some((finding) => settlement.relatedTo(finding).length > 0))
      this.settled.set(path, settlement);
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
    for (const [path, settlement] of this.settled) {
      const noted = this.noted.get(path);
      const text = await fileSystem.readFile(path).catch(() => undefined);
      if (!noted || text === undefined) continue;
      const { partial, sources, shown } = noted;
      const linter = await linterIn(fileSystem.dirname(path));
      const left = remake(path, text, () => {
        const own = checkFile(text, linter, { ...sources, partial, json: /\.json$/i.test(path) });
        const findings = own.findings
          .filter((finding) => !settlement.settles(finding))
          .map((finding) => withRelated(finding, settlement));
        return { ...own, findings };
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
