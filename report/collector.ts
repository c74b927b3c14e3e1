import { severities } from "../engine/finding";
import { addJudged } from "../engine/visit";
import { judgedLess } from "../workspace/across";
import type { AcrossOfFile, CollectedFile } from "./collectFile";
import type { FileNote, ReportedFinding } from "./report";

/** A finding, and what other files say about why it stays. */
export interface RelatedFinding {
  readonly finding: ReportedFinding;
  readonly places: ReportedFinding["related"];
}

/** Gathers what was found in files. */
export class Collector {
  readonly partly: FileNote[] = [];
  readonly skipped: FileNote[] = [];
  readonly unreadable: FileNote[] = [];
  readonly failures: FileNote[] = [];
  undecided = 0;
  readonly judged = new Map<string, number>();
  readonly accepted = new Map<string, number>();
  /** Of the files that are reported. */
  readonly counts = { checked: 0, partly: 0, skipped: 0 };
  private readonly byFile = new Map<string, ReportedFinding[]>();

  /** @param reports false for a file that is only read for what it says of others. */
  constructor(readonly reports: (file: string) => boolean = () => true) {}

  /** @param unreadable it was skipped because it could not be read. */
  add(
    { file, status, undecided, failures, judged, accepted, findings }: CollectedFile,
    unreadable = false,
  ): void {
    if (!this.reports(file)) return;
    this.counts[status.kind]++;
    this.undecided += undecided;
    addJudged(this.judged, judged);
    addJudged(this.accepted, accepted);
    this.failures.push(...failures);
    if (status.kind === "partly") this.partly.push({ file, reason: status.reason });
    if (status.kind === "skipped") {
      this.skipped.push({ file, reason: status.reason });
      if (unreadable) this.unreadable.push({ file, reason: status.reason });
    }
    this.addFindings(file, findings);
  }

  addFindings(file: string, findings: readonly ReportedFinding[]): void {
    if (findings.length === 0 || !this.reports(file)) return;
    const reported = this.byFile.get(file);
    // One by one: more arguments than the stack holds would end the program.
    if (reported) for (const finding of findings) reported.push(finding);
    else this.byFile.set(file, [...findings]);
  }

  /** What was found in a file of a chart when the chart was rendered. */
  addChartFindings(file: string, findings: readonly ReportedFinding[]): void {
    if (!this.reports(file)) return;
    this.addFindings(file, findings);
    for (const { rule, folded = [], suppressed } of findings)
      for (const said of [rule, ...folded]) {
        addJudged(this.judged, new Map([[said, 1]]));
        if (suppressed !== null) addJudged(this.accepted, new Map([[said, 1]]));
      }
  }

  /** The rules that were shown something that a chart renders. */
  addChartRules(files: Iterable<string>, rules: Iterable<string>): void {
    if (![...files].some(this.reports)) return;
    for (const rule of rules) addJudged(this.judged, new Map([[rule, 0]]));
  }

  /** What rules across files say of a file that has been added. */
  addAcross({ file, findings, undecided, failures }: AcrossOfFile): void {
    if (!this.reports(file)) return;
    this.undecided += undecided;
    this.failures.push(...failures);
    this.addFindings(file, findings);
    for (const { rule, suppressed } of findings)
      if (suppressed !== null) this.accepted.set(rule, (this.accepted.get(rule) ?? 0) + 1);
  }

  /** Takes back what other files put in order, and gives it. */
  settle(file: string, settles: (finding: ReportedFinding) => boolean): readonly ReportedFinding[] {
    const reported = this.byFile.get(file);
    const settled = reported?.filter((finding) => finding.suppressed === null && settles(finding)) ?? [];
    if (!reported || settled.length === 0) return [];
    this.byFile.set(
      file,
      reported.filter((finding) => !settled.includes(finding)),
    );
    addJudged(this.judged, judgedLess(settled));
    return settled;
  }

  /** Adds to findings what other files say about why they stay, and gives those that got something. */
  relate(
    file: string,
    relatedTo: (finding: ReportedFinding) => ReportedFinding["related"],
  ): readonly RelatedFinding[] {
    const reported = this.byFile.get(file) ?? [];
    const related: RelatedFinding[] = [];
    for (const [index, finding] of reported.entries()) {
      const places = finding.suppressed === null ? relatedTo(finding) : [];
      if (places.length === 0) continue;
      related.push({ finding, places });
      reported[index] = { ...finding, related: [...finding.related, ...places] };
    }
    return related;
  }

  sortedFindings(): ReportedFinding[] {
    const byPlace = ({ range: { start: a } }: ReportedFinding, { range: { start: b } }: ReportedFinding) =>
      a.line - b.line || a.character - b.character;
    const byPlaceAndSeverity = (a: ReportedFinding, b: ReportedFinding) =>
      byPlace(a, b) || severities.indexOf(a.severity) - severities.indexOf(b.severity);
    return [...this.byFile.values()].flatMap((findings) => findings.sort(byPlaceAndSeverity));
  }
}
