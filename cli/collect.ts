import { resolve } from "node:path";
import { type Finding, severities } from "../engine/finding";
import type { FileResult } from "../engine/linter";
import { formatMessage } from "../engine/message";
import type { SuppressedFinding, Suppression } from "../engine/suppress/suppression";
import { addJudged } from "../engine/visit";
import { LineIndex } from "../engine/yaml/lines";
import type { Span } from "../engine/yaml/span";
import { amongItself, judgedLess } from "../workspace/across";
import type { ChartScanOptions } from "../workspace/charts/scanChart";
import { checkFile } from "../workspace/checkFile";
import type { FileSystem } from "../workspace/fileSystem";
import { nodeFileSystem } from "../workspace/node/nodeFileSystem";
import { type ScanTotals, scanFiles } from "../workspace/scanFiles";
import type { Arguments } from "./arguments";
import { FolderConfiguration } from "./configuration";
import { frameworkCompliance } from "./frameworkCompliance";
import { inputsOf, readStandardInput, shownPath, standardInput } from "./inputs";
import { quote } from "./quote";
import { RecentlyUsed } from "./recentlyUsed";
import type { FileNote, RangeEdit, Report, ReportedFinding } from "./report";
import { credentialSpans } from "./secrets";
import { SuppressionOptions } from "./suppression";

/** What a printer needs beyond the findings themselves. */
export interface Wanted {
  readonly quotes: boolean;
  /** The edits of safe fixes. */
  readonly edits: boolean;
}

/** Scans what the arguments name. */
export async function collect(args: Arguments, wanted: Wanted): Promise<Report> {
  const started = performance.now();
  const { roots, stdin } = inputsOf(args);
  const fileSystem = nodeFileSystem();
  const configuration = await FolderConfiguration.of(args, fileSystem, roots);
  const linter = await configuration.mainLinter(stdin && roots.length === 0);
  const collector = new Collector(fileSystem, wanted);
  const suppression = new SuppressionOptions(args, fileSystem, configuration);
  let stdinStatus: FileResult["status"] | undefined;
  if (stdin) {
    const text = readStandardInput();
    const own = await configuration.mainLinter(true);
    const result = amongItself(
      standardInput,
      checkFile(text, own, await suppression.sourcesOf(resolve(standardInput))),
      own,
    );
    stdinStatus = result.status;
    await collector.addFile(standardInput, text, result);
  }
  const totals = await scanFiles(
    {
      fileSystem,
      linter,
      linterIn: configuration.linterIn,
      configuration: configuration.filesIn,
      roots,
      base: process.cwd(),
      exclude: args.texts("exclude"),
      sources: suppression.sourcesOf,
      eachFile: args.has("each-file"),
      charts: chartValues(args),
      onChart: ({ path, text, findings }) => collector.addFindings(shownPath(path), text, findings),
      onSettled: (path, settles) => collector.settle(shownPath(path), settles),
      onAcross: async ({ path, text, findings, suppressed, failures, undecided }) => {
        collector.undecided += undecided;
        collector.addFailures(shownPath(path), failures);
        await collector.addFindings(shownPath(path), text, findings, suppressed);
        collector.accept(suppressed);
      },
    },
    async ({ path, text, result, unreadable }) => {
      const file = shownPath(path);
      await collector.addFile(file, text, result);
      if (unreadable && result.status.kind === "skipped")
        collector.unreadable.push({ file, reason: result.status.reason });
    },
  );
  const { partly, skipped, unreadable, failures, undecided } = collector;
  addJudged(collector.judged, totals.judgedAcross);
  await suppression.addNotices(collector, linter, roots);
  const all = collector.sortedFindings();
  return {
    linter,
    totals: stdinStatus ? withOne(totals, stdinStatus.kind) : totals,
    partly,
    skipped,
    findings: all.filter(({ suppressed }) => suppressed === null),
    all,
    undecided,
    unreadable,
    misconfigured: [...configuration.problems, ...suppression.problems],
    failures,
    compliance: frameworkCompliance(linter, collector.judged, collector.accepted),
    milliseconds: performance.now() - started,
  };
}

/** Charts are rendered with their own values files unless others are given. */
function chartValues(args: Arguments): Pick<ChartScanOptions, "given"> {
  const files = args.texts("values").map((file) => resolve(file));
  const set = args.texts("set");
  return files.length + set.length > 0 ? { given: { files, set } } : {};
}

function withOne(totals: ScanTotals, kind: FileResult["status"]["kind"]): ScanTotals {
  return { ...totals, found: totals.found + 1, [kind]: totals[kind] + 1 };
}

/** Turns findings into plain data, so that no tree outlives its file. */
export class Collector {
  readonly partly: FileNote[] = [];
  readonly skipped: FileNote[] = [];
  readonly unreadable: FileNote[] = [];
  readonly failures: FileNote[] = [];
  undecided = 0;
  readonly judged = new Map<string, number>();
  readonly accepted = new Map<string, number>();
  private readonly byFile = new Map<string, ReportedFinding[]>();
  private readonly secrets = new Map<string, readonly Span[]>();
  private readonly others = new RecentlyUsed<LineIndex>(20);

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly wanted: Wanted,
  ) {}

  async addFile(file: string, text: string, result: FileResult): Promise<void> {
    const { status } = result;
    this.undecided += result.undecided;
    addJudged(this.judged, result.judged());
    addJudged(this.accepted, result.accepted);
    this.addFailures(file, result.failures);
    if (status.kind === "partly")
      this.partly.push({ file, reason: reasonWithPlace(status.reason, text, result) });
    if (status.kind === "skipped") this.skipped.push({ file, reason: status.reason });
    await this.addFindings(file, text, result.findings, result.suppressed, result);
  }

  /** Counts what was suppressed of findings across files. */
  accept(suppressed: readonly SuppressedFinding[]): void {
    for (const { rule } of suppressed) this.accepted.set(rule, (this.accepted.get(rule) ?? 0) + 1);
  }

  addFailures(file: string, failures: FileResult["failures"]): void {
    for (const { rule, error } of failures) this.failures.push({ file, reason: `rule ${rule}: ${error}` });
  }

  async addFindings(
    file: string,
    text: string,
    findings: readonly Finding[],
    suppressed: readonly SuppressedFinding[] = [],
    read?: FileResult,
  ): Promise<void> {
    if (findings.length + suppressed.length === 0) return;
    const lines = new LineIndex(text);
    const secrets = this.wanted.quotes ? this.credentials(file, text, read) : [];
    const reported = this.byFile.get(file) ?? [];
    this.byFile.set(file, reported);
    for (const finding of [...findings, ...suppressed]) {
      const { rule, severity, resource, path, missing, span } = finding;
      reported.push({
        rule,
        severity,
        message: formatMessage(finding.message),
        file,
        range: lines.range(span),
        resource,
        path,
        missing,
        ...(finding.environments && { environments: finding.environments }),
        fix: this.fix(finding, lines),
        related: await this.related(finding, file, lines),
        quote: this.wanted.quotes ? quote(lines, finding, secrets) : undefined,
        suppressed: suppressionOf(finding),
        lastingPath: finding.lastingPath(),
      });
    }
  }

  /** Looked for once: what is found across files comes when the file's own findings are in. */
  private credentials(file: string, text: string, read: FileResult | undefined): readonly Span[] {
    const spans = this.secrets.get(file) ?? credentialSpans(text, read);
    this.secrets.set(file, spans);
    return spans;
  }

  /** Takes back what other files put in order. */
  settle(file: string, settles: (finding: ReportedFinding) => boolean): void {
    const reported = this.byFile.get(file);
    const settled = reported?.filter((finding) => finding.suppressed === null && settles(finding)) ?? [];
    if (!reported || settled.length === 0) return;
    this.byFile.set(
      file,
      reported.filter((finding) => !settled.includes(finding)),
    );
    addJudged(this.judged, judgedLess(settled));
  }

  sortedFindings(): ReportedFinding[] {
    const byPlace = ({ range: { start: a } }: ReportedFinding, { range: { start: b } }: ReportedFinding) =>
      a.line - b.line || a.character - b.character;
    const byPlaceAndSeverity = (a: ReportedFinding, b: ReportedFinding) =>
      byPlace(a, b) || severities.indexOf(a.severity) - severities.indexOf(b.severity);
    return [...this.byFile.values()].flatMap((findings) => findings.sort(byPlaceAndSeverity));
  }

  private fix({ fix }: Finding, lines: LineIndex): ReportedFinding["fix"] {
    if (!fix) return null;
    const title = formatMessage(fix.title);
    const result = this.wanted.edits && fix.safety === "safe" ? fix.edits() : { edits: [] };
    const edits: RangeEdit[] =
      "edits" in result ? result.edits.map((edit) => ({ range: lines.range(edit), text: edit.text })) : [];
    return { safety: fix.safety, title, edits };
  }

  private async related(
    { related }: Finding,
    file: string,
    lines: LineIndex,
  ): Promise<ReportedFinding["related"]> {
    const found: ReportedFinding["related"][number][] = [];
    for (const place of related) {
      const message = formatMessage(place.message);
      const other = place.file === undefined ? file : shownName(place.file);
      const range =
        place.file === undefined || other === file
          ? lines.range(place.span)
          : await this.rangeIn(place.file, place.span);
      found.push({ file: other, range, message });
    }
    return found;
  }

  /** The range of a place in a file that was scanned before. */
  private async rangeIn(path: string, span: Span): Promise<ReportedFinding["range"]> {
    const known = this.others.get(path);
    if (known) return known.range(span);
    const text = await this.fileSystem.readFile(path).catch(() => "");
    const lines = new LineIndex(text);
    this.others.set(path, lines);
    return lines.range(span);
  }
}

function suppressionOf(finding: Finding | SuppressedFinding): Suppression | null {
  return "suppressed" in finding ? finding.suppressed : null;
}

function shownName(path: string): string {
  return path === standardInput ? path : shownPath(path);
}

/** Where the text stops being YAML, one-based as people count. */
function reasonWithPlace(reason: string, text: string, { problems }: FileResult): string {
  const [problem] = problems;
  if (!problem) return reason;
  const { line } = new LineIndex(text).position(problem.start);
  return `${reason} (${problem.code.replaceAll("-", " ")} in line ${line + 1})`;
}
