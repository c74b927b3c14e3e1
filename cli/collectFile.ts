import type { Finding } from "../engine/finding";
import type { FileResult, FileStatus } from "../engine/linter";
import { formatMessage } from "../engine/message";
import type { SuppressedFinding, Suppression } from "../engine/suppress/suppression";
import type { Judged } from "../engine/visit";
import { LineIndex } from "../engine/yaml/lines";
import type { Span } from "../engine/yaml/span";
import type { FileSystem } from "../workspace/fileSystem";
import { shownName } from "./inputs";
import { quote } from "./quote";
import { RecentlyUsed } from "./recentlyUsed";
import type { FileNote, RangeEdit, ReportedFinding } from "./report";
import { credentialSpans } from "./secrets";

/** What a printer needs beyond the findings themselves. */
export interface Wanted {
  readonly quotes: boolean;
  /** The edits of safe fixes. */
  readonly edits: boolean;
}

/** What a report says of one file: plain data, which can be sent to another thread. */
export interface CollectedFile {
  /** As `shownPath` gives it. */
  readonly file: string;
  readonly status: FileStatus;
  readonly undecided: number;
  readonly failures: readonly FileNote[];
  readonly judged: Judged;
  readonly accepted: Judged;
  readonly findings: readonly ReportedFinding[];
  /** Where it holds credentials, if that was looked for: offsets, never what stands there. */
  readonly secrets: readonly Span[] | undefined;
}

/** Turns findings into plain data, so that no tree outlives its file. */
export class FileCollector {
  /** Where files that had findings hold credentials: what is found across files comes later. */
  private readonly secrets = new Map<string, readonly Span[]>();
  private readonly others = new RecentlyUsed<LineIndex>(20);

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly wanted: Wanted,
  ) {}

  async file(file: string, text: string, result: FileResult): Promise<CollectedFile> {
    const { status } = result;
    const findings = await this.findings(file, text, [...result.findings, ...result.suppressed], result);
    return {
      file,
      status:
        status.kind === "partly"
          ? { kind: "partly", reason: reasonWithPlace(status.reason, text, result) }
          : status,
      undecided: result.undecided,
      failures: failureNotes(file, result.failures),
      judged: result.judged(),
      accepted: result.accepted,
      findings,
      secrets: this.secrets.get(file),
    };
  }

  /** Takes in what another thread found out about a file. */
  know({ file, secrets }: CollectedFile): void {
    if (secrets) this.secrets.set(file, secrets);
  }

  /** @param read what a linter said of the text, which then is not parsed again. */
  async findings(
    file: string,
    text: string,
    findings: readonly (Finding | SuppressedFinding)[],
    read?: FileResult,
  ): Promise<ReportedFinding[]> {
    if (findings.length === 0) return [];
    const lines = new LineIndex(text);
    const secrets = this.wanted.quotes ? this.credentials(file, text, read) : [];
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
        fix: this.fix(finding, lines),
        related: finding.related.length === 0 ? none : await this.related(finding, file, lines),
        quote: this.wanted.quotes ? quote(lines, finding, secrets) : undefined,
        suppressed: suppressionOf(finding),
        lastingPath: finding.lastingPath(),
      });
    }
    return reported;
  }

  private credentials(file: string, text: string, read: FileResult | undefined): readonly Span[] {
    const spans = this.secrets.get(file) ?? credentialSpans(text, read);
    this.secrets.set(file, spans);
    return spans;
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

const none: ReportedFinding["related"] = [];

export function failureNotes(file: string, failures: FileResult["failures"]): FileNote[] {
  return failures.map(({ rule, error }) => ({ file, reason: `rule ${rule}: ${error}` }));
}

function suppressionOf(finding: Finding | SuppressedFinding): Suppression | null {
  return "suppressed" in finding ? finding.suppressed : null;
}

/** Where the text stops being YAML, one-based as people count. */
function reasonWithPlace(reason: string, text: string, { problems }: FileResult): string {
  const [problem] = problems;
  if (!problem) return reason;
  const { line } = new LineIndex(text).position(problem.start);
  return `${reason} (${problem.code.replaceAll("-", " ")} in line ${line + 1})`;
}
