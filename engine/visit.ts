import type { LinterConfig } from "./config";
import type { Finding, FindingFix, ResourceReference } from "./finding";
import type { Fix } from "./fix";
import { fixEdits } from "./fixEdits";
import { isInProfile, isPodSecurityAlone, takesMissing } from "./profile";
import type { Report, Rule, RuleContext, RuleOptions, SubjectName, Subjects } from "./rule";
import { severityOf } from "./ruleFinding";
import { lastingPath } from "./suppress/lastingPath";
import { documentBehind } from "./yaml/newDocument";
import { parentsOf } from "./yaml/pointer";
import type { Reading } from "./yaml/reading";
import { type Span, shiftSpan } from "./yaml/span";

/** A rule that failed on an object: a fault of ours. Only that rule's findings on that object are lost. */
export interface RuleFailure {
  readonly rule: string;
  /** What kind of error and where in our code; nothing of the manifest. */
  readonly error: string;
}

/** Where the findings of a document are gathered. */
export interface Gathered {
  findings: Finding[];
  failures: RuleFailure[];
  undecided: number;
  /** Rules that were shown something, and how much each reported before anything was folded. */
  readonly judged: Map<string, number>;
  /** What was left out because another finding says it more precisely. */
  readonly folded: FoldedFinding[];
}

export interface FoldedFinding {
  readonly finding: Finding;
  /** The rules that may have said it. */
  readonly by: readonly string[];
}

export type Judged = ReadonlyMap<string, number>;

export function nothingGathered(): Gathered {
  return { findings: [], failures: [], undecided: 0, judged: new Map(), folded: [] };
}

export function addJudged(into: Map<string, number>, judged: Iterable<readonly [string, number]>): void {
  for (const [rule, reported] of judged) into.set(rule, (into.get(rule) ?? 0) + reported);
}

/** Something a rule is shown. */
export interface Visit<S extends SubjectName = SubjectName> {
  readonly subject: Subjects[S];
  readonly resource: ResourceReference;
  /** The part of the document that the subject is. */
  readonly field: Reading;
  /** Where findings about what it lacks are shown. */
  readonly place: Reading;
  /** Described in part only: nothing is missing. */
  readonly partial: boolean;
}

const noOptions: RuleOptions = {};

/**
 * Shows subjects to one rule, one after the other, and gathers what it reports. A rule that throws is noted and passed
 * over for that subject.
 * @param check another of the rule's checks, for subjects that it is for.
 */
export function visit(
  rule: Rule,
  visits: readonly Visit[],
  config: LinterConfig,
  into: Gathered,
  check?: (subject: Visit["subject"], context: RuleContext) => void,
): void {
  const [first] = visits;
  if (!first) return;
  let shown = first;
  let reported = 0;
  // One context for all of them: most of the thousands of visits of a large manifest report nothing.
  const context: RuleContext = {
    minor: config.minor,
    options: (Object.hasOwn(config.options, rule.id) ? config.options[rule.id] : undefined) ?? noOptions,
    undecided: () => {
      into.undecided++;
    },
    report: (report) => {
      if (isUndecided(report.at)) into.undecided++;
      else if (!(report.missing && shown.partial) && isWanted(rule, report, config)) {
        reported++;
        into.findings.push(findingOf(rule, report, shown, config));
      }
    },
  };
  for (shown of visits)
    try {
      if (check) check(shown.subject, context);
      else rule.check(shown.subject, context);
    } catch (error) {
      into.failures.push({ rule: rule.id, error: faultOf(error) });
    }
  into.judged.set(rule.id, (into.judged.get(rule.id) ?? 0) + reported);
}

/** The message of an error may quote the text it was made of, so that only its name and place are kept. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  for (const line of (error.stack ?? "").split("\n")) {
    if (!/^\s+at /.test(line)) continue;
    const file = line.slice(
      Math.max(line.lastIndexOf("/"), line.lastIndexOf("\\"), line.lastIndexOf(" ")) + 1,
    );
    const frame = /^([\w.-]+:\d+:\d+)\)?$/.exec(file)?.[1];
    if (frame !== undefined) return `${error.name} at ${frame}`;
  }
  return error.name;
}

/** Leaves out what another finding on the same subject says more precisely. */
export function fold(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const coveredBy = new Map(rules.map((rule) => [rule.id, rule.coveredBy ?? []]));
  const said = new Map<string, Places>();
  for (const finding of findings) {
    const key = `${finding.subject} ${finding.rule}`;
    const known = said.get(key) ?? new Places();
    said.set(key, known);
    known.add(finding);
  }
  return findings.filter(
    (finding) =>
      !coveredBy.get(finding.rule)?.some((rule) => said.get(`${finding.subject} ${rule}`)?.share(finding)),
  );
}

/** Where a rule reported something of one subject. One subject can have tens of thousands of findings. */
class Places {
  private missing = false;
  private readonly paths = new Set<string>();
  private readonly above = new Set<string>();

  add({ path, missing }: Finding): void {
    this.missing ||= missing;
    this.paths.add(path);
    for (const parent of parentsOf(path)) this.above.add(parent);
  }

  /** The same mistake: two settings that are both written, neither within the other, are two. */
  share({ path, missing }: Finding): boolean {
    if (missing || this.missing || this.paths.has(path) || this.above.has(path)) return true;
    return parentsOf(path).some((parent) => this.paths.has(parent));
  }
}

function isWanted(rule: Rule, report: Report, config: LinterConfig): boolean {
  if (Object.hasOwn(config.rules, rule.id)) return true;
  if (report.missing && !takesMissing(config.profile)) return false;
  if (config.profile === "all" && report.profiles && isPodSecurityAlone(report.profiles)) return false;
  return isInProfile(report.profiles ?? rule.profiles, config.profile);
}

/** The field, or something it lies in, is filled in later. */
function isUndecided(at: Reading): boolean {
  for (let field: Reading | undefined = at; field; field = field.parent)
    if (field.exists) return field.undecided;
  return false;
}

function findingOf(rule: Rule, report: Report, shown: Visit, config: LinterConfig): Finding {
  const { at } = report;
  const place = report.missing || !at.exists ? (report.place ?? report.container?.place ?? shown.place) : at;
  return {
    rule: rule.id,
    severity: severityOf(rule, config, report.severity),
    confidence: rule.confidence,
    message: { template: rule.messages[report.message] ?? report.message, args: report.args ?? {} },
    span: markedSpan(report.mark, place),
    resource: shown.resource,
    path: at.pointer,
    lastingPath: () => lastingPath(at),
    subject: (report.container?.field ?? shown.field).pointer,
    profiles: report.profiles ?? rule.profiles,
    missing: report.missing ?? false,
    fix: report.fix && lazyFix(report.fix()),
    related: (report.related ?? []).map((related) => ({
      file: related.of?.file,
      span: shiftSpan(related.at.span, related.of?.documentStart ?? 0),
      message: { template: rule.messages[related.message] ?? related.message, args: related.args ?? {} },
    })),
  };
}

function markedSpan(mark: Report["mark"], place: Reading): Span {
  if (mark === "key") return place.keySpan ?? place.span;
  return mark === undefined || mark === "value" ? place.span : mark.span;
}

function lazyFix(fix: Fix | undefined): FindingFix | undefined {
  if (!fix) return undefined;
  return {
    title: { template: fix.title, args: fix.args ?? {} },
    safety: fix.safety,
    changes: fix.edits,
    corrects: fix.corrects ?? false,
    newDocument: fix.newDocument?.value,
    edits: () =>
      fix.newDocument ? documentBehind(fix.newDocument.behind, fix.newDocument.value) : fixEdits(fix.edits),
  };
}
