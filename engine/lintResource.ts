import type { LinterConfig } from "./config";
import { correctedFirst } from "./correctedFirst";
import type { Finding } from "./finding";
import { componentsOf } from "./kubernetes/component";
import { type PodSpecView, podSpecsOf } from "./kubernetes/podSpec";
import { rbacRulesOf } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import type { Rule, SubjectName } from "./rule";
import { fold, type Gathered, type Visit, visit } from "./visit";

/** Subjects that an object has without knowing of any other. */
type OwnSubject = Exclude<SubjectName, "workspace" | "suppression" | "values">;

/** Shows one object, its pod spec, containers and RBAC rules to the rules that asked for them. */
export function lintResource(
  resource: ResourceView,
  rules: RuleTable,
  config: LinterConfig,
  into: Gathered,
): void {
  const podSpecs = podSpecsOf(resource);
  const visits = visitsOf(resource, podSpecs, config);
  const found: Gathered = { ...into, findings: [], undecided: 0 };
  for (const { rule, on } of rules.of(resource)) visit(rule, visits[on], config, found);
  into.undecided += found.undecided;
  const said = config.profile === "all" ? found.findings : fold(found.findings, rules.all);
  // One by one: more arguments than the stack holds would end the program.
  for (const finding of correctedFirst(said, podSpecs)) into.findings.push(finding);
  if (said.length < found.findings.length) noteFolded(found.findings, said, rules, into);
}

function noteFolded(
  all: readonly Finding[],
  said: readonly Finding[],
  { coveredBy }: RuleTable,
  into: Gathered,
): void {
  const kept = new Set(said);
  for (const finding of all)
    if (!kept.has(finding)) into.folded.push({ finding, by: coveredBy.get(finding.rule) ?? [] });
}

/** The rules for each kind, found once: a workspace has thousands of objects of few kinds. */
export class RuleTable {
  private readonly own: readonly OwnRule[];
  /** The kinds that a rule names. */
  private readonly named: ReadonlySet<string>;
  private readonly byKind = new Map<string, readonly OwnRule[]>();

  /** By id: the rules that say the same more precisely. */
  readonly coveredBy: ReadonlyMap<string, readonly string[]>;

  constructor(readonly all: readonly Rule[]) {
    this.coveredBy = new Map(all.map(({ id, coveredBy = [] }) => [id, coveredBy]));
    this.own = all.flatMap((rule) =>
      rule.on !== "workspace" && rule.on !== "suppression" && rule.on !== "values"
        ? [{ rule, on: rule.on }]
        : [],
    );
    this.named = new Set(all.flatMap(({ kinds = [] }) => kinds));
  }

  /** Those that look at objects one by one. */
  of(resource: ResourceView): readonly OwnRule[] {
    const name = namedKind(resource);
    // Names of kinds are the user's, and change while they are typed: what no rule names are two kinds, whatever its name.
    const key = `${resource.builtin ? "own" : "other"} ${this.named.has(name) ? name : "*"}`;
    const known = this.byKind.get(key);
    if (known) return known;
    const found = this.own.filter(({ rule }) => takesKind(rule, resource));
    this.byKind.set(key, found);
    return found;
  }
}

interface OwnRule {
  readonly rule: Rule;
  readonly on: OwnSubject;
}

/** Without kinds a rule is shown Kubernetes' own. */
export function takesKind(rule: Rule, resource: ResourceView): boolean {
  if (rule.kinds) return rule.kinds.includes(namedKind(resource));
  return resource.builtin || rule.on !== "resource";
}

/** As rules name it: Kubernetes' own by kind, which has no slash, others by group and kind. */
function namedKind({ kind, group, builtin }: ResourceView): string {
  return builtin ? kind : `${group}/${kind}`;
}

function visitsOf(
  view: ResourceView,
  podSpecs: readonly PodSpecView[],
  config: LinterConfig,
): Record<OwnSubject, Visit[]> {
  const { partial, root } = view;
  const resource = view.reference;
  const visits: Record<OwnSubject, Visit[]> = {
    resource: [],
    podSpec: [],
    container: [],
    rbacRule: [],
    component: [],
  };
  visits.resource.push({ subject: view, resource, field: root, place: root, partial });
  for (const subject of podSpecs) {
    // Whoever asks for everything gets it, even of what looks like a patch.
    const all = config.profile === "all";
    const partialPod = all ? partial || subject.isPipeline : subject.isPartial;
    const partialContainers = all ? partial || subject.hasSharedSettings : subject.hasPartialContainers;
    visits.podSpec.push({
      subject,
      resource,
      field: subject.field,
      place: subject.field,
      partial: partialPod,
    });
    for (const container of subject.containers)
      visits.container.push({
        subject: container,
        resource,
        field: container.field,
        place: container.place,
        partial: partialContainers,
      });
  }
  for (const subject of rbacRulesOf(view))
    visits.rbacRule.push({ subject, resource, field: subject.field, place: subject.field, partial });
  for (const subject of componentsOf(view, podSpecs))
    visits.component.push({
      subject,
      resource,
      field: subject.field,
      place: subject.place,
      partial: subject.partial,
    });
  return visits;
}
