import type { Finding, RelatedPlace } from "../engine/finding";
import type { FileResult, FileStatus } from "../engine/linter";
import { formatMessage } from "../engine/message";
import type { SuppressedFinding, Suppression } from "../engine/suppress/suppression";
import { LineIndex } from "../engine/yaml/lines";
import type { Span } from "../engine/yaml/span";
import type { FileSystem } from "../workspace/fileSystem";
import type { FoundAcross } from "../workspace/lookAcross";
import { quote } from "./quote";
import { RecentlyUsed } from "./recentlyUsed";
import type { FileNote, RangeEdit, ReportedFinding } from "./report";
import { credentialSpans } from "./secrets";

/** What a printer needs beyond the findings themselves. */
export interface Wanted {
  readonly quotes: boolean;
  /** The edits of safe fixes. */
  readonly edits: boolean;
  /** Answers are kept for later: as JSON, without what is secret. */
  readonly kept?: boolean;
}

/** What a report says of one file: plain data, which can be sent to another thread. */
export interface CollectedFile {
  /** As `shownPath` gives it. */
  readonly file: string;
  readonly status: FileStatus;
  readonly undecided: number;
  readonly failures: readonly FileNote[];
  /** By rule, as `Judged`. */
  readonly judged: Iterable<readonly [rule: string, count: number]>;
  readonly accepted: Iterable<readonly [rule: string, count: number]>;
  readonly findings: readonly ReportedFinding[];
  /** Where it holds credentials, if that was looked for: offsets, never what stands there. */
  readonly secrets: readonly Span[] | undefined;
}

/** What rules across files found in one file. */
export interface AcrossOfFile {
  /** As `shownPath` gives it. */
  readonly file: string;
  readonly findings: readonly ReportedFinding[];
  readonly undecided: number;
  readonly failures: readonly FileNote[];
}

/** Turns findings into plain data, so that no tree outlives its file. */
export class FileCollector {
  /** Where files that had findings hold credentials: what is found across files comes later. */
  private readonly secrets = new Map<string, readonly Span[]>();

  /** @param linesOf of a file that was scanned before, by its path. */
  constructor(
    private readonly linesOf: (path: string) => Promise<LineIndex>,
    private readonly wanted: Wanted,
    /** The name of a file for people and reports. */
    private readonly nameOf: (path: string) => string,
    /** Does work on a file, by that name. */
    private readonly during: <T>(file: string, work: () => T) => T = (_, work) => work(),
  ) {}

  /** Reads other files again where positions in them are needed. */
  static reading(
    fileSystem: FileSystem,
    wanted: Wanted,
    nameOf: (path: string) => string,
    during?: <T>(file: string, work: () => T) => T,
  ): FileCollector {
    const others = new RecentlyUsed<LineIndex>(20);
    return new FileCollector(
      async (path) => {
        const known = others.get(path);
        if (known) return known;
        const lines = new LineIndex(await fileSystem.readFile(path).catch(() => ""));
        others.set(path, lines);
        return lines;
      },
      wanted,
      nameOf,
      during,
    );
  }

  /** @param secrets where the file holds credentials, if that is known. */
  async file(
    file: string,
    text: string,
    result: FileResult,
    secrets?: readonly Span[],
  ): Promise<CollectedFile> {
    if (secrets) this.secrets.set(file, secrets);
    const findings = await this.findings(file, text, [...result.findings, ...result.suppressed], result);
    return {
      file,
      status: statusWithPlace(result.status, placeOfProblem(text, result)),
      undecided: result.undecided,
      failures: failureNotes(file, result.failures),
      judged: result.judged(),
      accepted: result.accepted,
      findings,
      secrets: this.secrets.get(file),
    };
  }

  /** @param source the text, or its lines alone. */
  async across(
    file: string,
    source: string | LineIndex,
    {
      findings,
      suppressed,
      failures,
      undecided,
    }: Pick<FoundAcross, "findings" | "suppressed" | "failures" | "undecided">,
  ): Promise<AcrossOfFile> {
    return {
      file,
      findings: await this.findings(file, source, [...findings, ...suppressed]),
      undecided,
      failures: failureNotes(file, failures),
    };
  }

  /** Takes in what another thread found out about a file. */
  know({ file, secrets }: Pick<CollectedFile, "file" | "secrets">): void {
    if (secrets) this.secrets.set(file, secrets);
  }

  /** Where a file that had findings holds credentials, if that was looked for. */
  secretsOf(file: string): readonly Span[] | undefined {
    return this.secrets.get(file);
  }

  /**
   * @param source the text, or its lines alone, of which nothing can be quoted.
   * @param read what a linter said of the text, which then is not parsed again.
   */
  async findings(
    file: string,
    source: string | LineIndex,
    findings: readonly (Finding | SuppressedFinding)[],
    read?: FileResult,
  ): Promise<ReportedFinding[]> {
    if (findings.length === 0) return [];
    const lines = typeof source === "string" ? new LineIndex(source) : source;
    const quotes = this.wanted.quotes && typeof source === "string";
    const secrets = quotes ? this.during(file, () => this.credentials(file, source, read)) : [];
    const reported: ReportedFinding[] = [];
    for (const finding of findings) {
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
        ...(finding.folded && { folded: finding.folded }),
        fix: this.fix(file, finding, lines),
        related: finding.related.length === 0 ? none : await this.related(finding, file, lines),
        quote: quotes ? quote(lines, finding, secrets) : undefined,
        suppressed: suppressionOf(finding),
        lastingPath: finding.lastingPath(),
      });
    }
    return reported;
  }

  /** Findings that were kept, with the lines of the text as it still is. */
  quoted(file: string, text: string, findings: readonly ReportedFinding[]): ReportedFinding[] {
    if (!this.wanted.quotes || findings.length === 0) return [...findings];
    const lines = new LineIndex(text);
    const secrets = this.during(file, () => this.credentials(file, text, undefined));
    return findings.map((finding) => {
      const { rule, path, range } = finding;
      const span = { start: lines.offset(range.start), end: lines.offset(range.end) };
      return { ...finding, quote: quote(lines, { rule, path, span }, secrets) };
    });
  }

  private credentials(file: string, text: string, read: FileResult | undefined): readonly Span[] {
    const spans = this.secrets.get(file) ?? credentialSpans(text, read);
    this.secrets.set(file, spans);
    return spans;
  }

  private fix(file: string, { fix }: Finding, lines: LineIndex): ReportedFinding["fix"] {
    if (!fix) return null;
    const title = formatMessage(fix.title);
    const hasEdits = this.wanted.edits && fix.safety === "safe";
    const result = hasEdits ? this.during(file, () => fix.edits()) : { edits: [] };
    const edits =
      "edits" in result && result.edits.length > 0
        ? result.edits.map((edit): RangeEdit => ({ range: lines.range(edit), text: edit.text }))
        : none;
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
      const other = place.file === undefined ? file : this.nameOf(place.file);
      const range =
        place.file === undefined || other === file
          ? lines.range(place.span)
          : (await this.linesOf(place.file)).range(place.span);
      found.push({ file: other, range, message });
    }
    return found;
  }
}

const none: readonly never[] = [];

/** Places at the start of other files. @param nameOf the name of a file for people and reports. */
export function startsOf(
  places: readonly RelatedPlace[],
  nameOf: (path: string) => string,
): ReportedFinding["related"] {
  const start = { line: 0, character: 0 };
  return places.map(({ file = "", message }) => ({
    file: nameOf(file),
    range: { start, end: start },
    message: formatMessage(message),
  }));
}

export function failureNotes(file: string, failures: FileResult["failures"]): FileNote[] {
  return failures.map(({ rule, error }) => ({
    file,
    reason: rule === "" ? error : `rule ${rule}: ${error}`,
  }));
}

function suppressionOf(finding: Finding | SuppressedFinding): Suppression | null {
  return "suppressed" in finding ? finding.suppressed : null;
}

/** Where a text stops being YAML, in words; empty where it does not. */
export function placeOfProblem(text: string, { problems }: Pick<FileResult, "problems">): string {
  const [problem] = problems;
  if (!problem) return "";
  // One-based, as people count.
  const line = new LineIndex(text).position(problem.start).line + 1;
  return `${problem.code.replaceAll("-", " ")} in line ${line}`;
}

/** @param place as `placeOfProblem` gives it. */
export function statusWithPlace(status: FileStatus, place: string): FileStatus {
  if (status.kind !== "partly" || place === "") return status;
  return { kind: "partly", reason: `${status.reason} (${place})` };
}
