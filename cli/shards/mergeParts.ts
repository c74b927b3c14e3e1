import { resolve } from "node:path";
import type { FileStatus, Linter } from "../../engine/linter";
import { addJudged } from "../../engine/visit";
import { factsFromPlain, kustomizationFromPlain } from "../../engine/workspace/plainFacts";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { LineIndex } from "../../engine/yaml/lines";
import { FileCollector, startsOf } from "../../report/collectFile";
import { Collector } from "../../report/collector";
import { addNotices } from "../../report/exceptionNotices";
import type { PlacedNote, Report } from "../../report/report";
import { reportFrom } from "../../report/reportFrom";
import { rules } from "../../rules";
import { ruleFrameworks } from "../../rules/frameworks";
import { lookAcross, type Suppressing } from "../../workspace/lookAcross";
import { isReplaced, noteStatuses } from "../../workspace/scanFiles";
import { knownSuppressed } from "../answers/answerKeeper";
import { answerFrom } from "../answers/keptAnswer";
import { shownName, shownPath } from "../inputs";
import { linterWith } from "../scanArguments";
import type { Part, PartFile } from "./part";

/** The report that a scan of the whole would have given. */
export async function mergeParts(parts: readonly [Part, ...Part[]]): Promise<Report> {
  const started = performance.now();
  const merge = new Merge(parts);
  return { ...(await merge.report()), milliseconds: performance.now() - started };
}

class Merge {
  private readonly collector = new Collector();
  private readonly index = new WorkspaceIndex();
  private readonly linters = new Map<string, Linter>();
  private readonly suppressing = new Map<string, () => Promise<Suppressing>>();
  private readonly lines = new Map<string, readonly number[]>();
  private readonly used: Set<string>;
  private readonly main: Linter;
  private readonly known = new Map<string, Linter>();

  constructor(private readonly parts: readonly [Part, ...Part[]]) {
    this.used = new Set(parts.flatMap(({ used }) => used));
    this.main = this.linter(parts[0], parts[0].main);
  }

  async report(): Promise<Omit<Report, "milliseconds">> {
    const { collector, parts, main } = this;
    const charts = inOrder(parts, ({ charts }) => charts);
    const statuses = new Map<string, FileStatus>();
    for (const { one } of charts) noteStatuses(new Map(one.statuses), statuses);
    for (const { one } of inOrder(parts, ({ kustomizations }) => kustomizations))
      this.index.setKustomization(kustomizationFromPlain(one, (name) => resolve(name)));
    for (const { one, part } of inOrder(parts, ({ files }) => files)) this.take(one, part, statuses);
    for (const { one } of charts) {
      collector.addChartRules(
        one.statuses.map(([file]) => file),
        one.rules,
      );
      for (const [file, findings] of one.findings) collector.addChartFindings(file, findings);
    }
    const judged = await this.across();
    addJudged(collector.judged, judged);
    addNotices(collector, parts[0].notices, this.used);
    const { counts } = collector;
    return {
      ...reportFrom(collector, main, ruleFrameworks),
      totals: {
        ...counts,
        found: counts.checked + counts.partly + counts.skipped,
        judgedAcross: judged,
        stopped: false,
      },
      misconfigured: notesOf(parts),
    };
  }

  private take(file: PartFile, part: Part, statuses: ReadonlyMap<string, FileStatus>): void {
    const { collected, templated, unreadable, suppression } = answerFrom(file.answer);
    const path = resolve(collected.file);
    const linter = this.linter(part, file.linter);
    this.linters.set(path, linter);
    if (file.answer.lines) this.lines.set(path, file.answer.lines);
    this.index.set(
      path,
      file.facts.map((facts) => factsFromPlain(facts, path)),
    );
    if (suppression)
      this.suppressing.set(path, async () => ({
        suppression: linter.suppressionFrom(suppression, this.sources(part, file.sources)),
        suppressed: knownSuppressed(collected.findings),
      }));
    const status = isReplaced(collected.status, { templated, unreadable })
      ? (statuses.get(collected.file) ?? collected.status)
      : collected.status;
    this.collector.add({ ...collected, status }, unreadable);
  }

  private async across(): ReturnType<typeof lookAcross> {
    const { index, linters, suppressing, collector } = this;
    const linesOf = async (path: string) => LineIndex.from(this.lines.get(path) ?? []);
    const files = new FileCollector(linesOf, { quotes: false, edits: true }, shownName);
    return lookAcross(
      { index, linters, suppressing },
      {
        onSettled: (path, { settles, relatedTo }) => {
          const file = shownPath(path);
          collector.settle(file, settles);
          collector.relate(file, (finding) => startsOf(relatedTo(finding), shownName));
        },
        onAcross: async (found) => {
          collector.addAcross(await files.across(shownPath(found.path), await linesOf(found.path), found));
        },
      },
    );
  }

  private sources({ sources }: Part, number: number | null): Parameters<Linter["suppressionFrom"]>[1] {
    const found = number === null ? undefined : sources[number];
    if (!found) return {};
    const { today, exceptions, baseline } = found;
    const names = new Map(exceptions.map((exception) => [exception, exception.name] as const));
    return {
      ...(today !== undefined && { today }),
      exceptions,
      onException: (exception) => {
        for (const [one, name] of names) if (one === exception) this.used.add(name);
      },
      ...(baseline && { baseline: { version: "", counts: new Map(baseline) } }),
    };
  }

  private linter({ linters, rules: chosen }: Part, number: number): Linter {
    const config = linters[number];
    if (!config) throw new Error("a part names a linter that it does not have");
    const key = JSON.stringify([config, chosen]);
    const known = this.known.get(key);
    if (known) return known;
    const made = linterWith(config, chosen ? rules.filter(({ id }) => chosen.includes(id)) : rules);
    this.known.set(key, made);
    return made;
  }
}

/** Of all parts, in the order of the walk. */
function inOrder<T extends { readonly order: number }>(
  parts: readonly Part[],
  of: (part: Part) => readonly T[],
): { readonly one: T; readonly part: Part }[] {
  return parts
    .flatMap((part) => of(part).map((one) => ({ one, part })))
    .sort((a, b) => a.one.order - b.one.order);
}

/** Every part has read the same configurations. */
function notesOf(parts: readonly Part[]): PlacedNote[] {
  const notes = parts.flatMap(({ misconfigured }) => misconfigured);
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}
