import type { LinterConfig } from "./config";
import type { Finding, FindingFix } from "./finding";
import type { Fix } from "./fix";
import { fixEdits } from "./fixEdits";
import { podSpecOf } from "./kubernetes/podSpec";
import { rbacRulesOf } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import { isInProfile, takesMissing } from "./profile";
import type { Report, Rule, RuleContext, SubjectName, Subjects } from "./rule";
import type { Field } from "./yaml/field";

/** A rule that failed on an object: a fault of ours. Only that rule's findings on that object are lost. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

/** Where the findings of a document are gathered. */
export interface Gathered {
  findings: Finding[];
  failures: RuleFailure[];
  undecided: number;
}

/** Something a rule is shown, with the place that findings about what it lacks are put at. */
interface Visit<S extends SubjectName = SubjectName> {
  readonly subject: Subjects[S];
  readonly field: Field;
  readonly place: Field;
  readonly partial: boolean;
}

/** Shows one object, its pod spec, containers and RBAC rules to the rules that asked for them. */
export function lintResource(
  resource: ResourceView,
  rules: readonly Rule[],
  config: LinterConfig,
  into: Gathered,
): void {
  const visits = visitsOf(resource);
  const found: Finding[] = [];
  for (const rule of rules) {
    if (rule.kinds && !rule.kinds.includes(resource.kind)) continue;
    for (const visit of visits[rule.on]) runRule(rule, visit, resource, config, found, into);
  }
  into.findings.push(...(config.profile === "all" ? found : fold(found, rules)));
}

function visitsOf(resource: ResourceView): Record<SubjectName, Visit[]> {
  const { partial, root } = resource;
  const podSpec = podSpecOf(resource);
  const partialPod = podSpec?.isPartial ?? partial;
  return {
    resource: [{ subject: resource, field: root, place: root, partial }],
    podSpec: podSpec
      ? [{ subject: podSpec, field: podSpec.field, place: podSpec.field, partial: partialPod }]
      : [],
    container: (podSpec?.containers ?? []).map((subject) => ({
      subject,
      field: subject.field,
      place: subject.place,
      partial: partialPod,
    })),
    rbacRule: rbacRulesOf(resource).map((subject) => ({
      subject,
      field: subject.field,
      place: subject.field,
      partial,
    })),
  };
}

function runRule(
  rule: Rule,
  visit: Visit,
  resource: ResourceView,
  config: LinterConfig,
  found: Finding[],
  into: Gathered,
): void {
  const context: RuleContext = {
    minor: config.minor,
    undecided: () => {
      into.undecided++;
    },
    report: (report) => {
      if (isUndecided(report.at)) into.undecided++;
      else if (!(report.missing && visit.partial) && isWanted(rule, report, config))
        found.push(findingOf(rule, report, visit, resource, config));
    },
  };
  try {
    rule.check(visit.subject, context);
  } catch (error) {
    into.failures.push({ rule: rule.id, error: error instanceof Error ? error.message : String(error) });
  }
}

function isWanted(rule: Rule, report: Report, config: LinterConfig): boolean {
  if (Object.hasOwn(config.rules, rule.id)) return true;
  if (report.missing && !takesMissing(config.profile)) return false;
  return isInProfile(report.profiles ?? rule.profiles, config.profile);
}

/** The field, or something it lies in, is filled in later. */
function isUndecided(at: Field): boolean {
  for (let field: Field | undefined = at; field; field = field.parent)
    if (field.exists) return field.undecided;
  return false;
}

function findingOf(
  rule: Rule,
  report: Report,
  visit: Visit,
  resource: ResourceView,
  config: LinterConfig,
): Finding {
  const { at } = report;
  const shown = report.missing || !at.exists ? (report.place ?? visit.place) : at;
  const setting = Object.hasOwn(config.rules, rule.id) ? config.rules[rule.id] : undefined;
  return {
    rule: rule.id,
    severity: setting && setting !== "off" ? setting : (report.severity ?? rule.severity),
    confidence: rule.confidence,
    message: { template: rule.messages[report.message] ?? report.message, args: report.args ?? {} },
    span: shown === visit.field && shown.keySpan ? shown.keySpan : shown.span,
    resource: resource.reference,
    path: at.pointer,
    subject: visit.field.pointer,
    profiles: report.profiles ?? rule.profiles,
    missing: report.missing ?? false,
    fix: report.fix && lazyFix(report.fix()),
    related: (report.related ?? []).map((place) => ({
      span: place.at.span,
      message: { template: rule.messages[place.message] ?? place.message, args: place.args ?? {} },
    })),
  };
}

function lazyFix(fix: Fix | undefined): FindingFix | undefined {
  if (!fix) return undefined;
  return {
    title: { template: fix.title, args: fix.args ?? {} },
    safety: fix.safety,
    edits: () => fixEdits(fix.edits),
  };
}

/** Leaves out what another finding on the same subject says more precisely. */
function fold(findings: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const coveredBy = new Map(rules.map((rule) => [rule.id, rule.coveredBy ?? []]));
  const said = new Set(findings.map((finding) => `${finding.subject} ${finding.rule}`));
  return findings.filter(
    (finding) => !coveredBy.get(finding.rule)?.some((rule) => said.has(`${finding.subject} ${rule}`)),
  );
}
