import type { LinterConfig } from "./config";
import type { Finding } from "./finding";
import { componentsOf } from "./kubernetes/component";
import { podSpecsOf } from "./kubernetes/podSpec";
import { rbacRulesOf } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import type { Rule, SubjectName } from "./rule";
import { fold, type Gathered, type Visit, visit } from "./visit";

/** Subjects that an object has without knowing of any other. */
type OwnSubject = Exclude<SubjectName, "workspace" | "suppression">;

/** Shows one object, its pod spec, containers and RBAC rules to the rules that asked for them. */
export function lintResource(
  resource: ResourceView,
  rules: readonly Rule[],
  config: LinterConfig,
  into: Gathered,
): void {
  const visits = visitsOf(resource, config);
  const found: Gathered = { ...into, findings: [], undecided: 0 };
  for (const rule of rules) {
    if (rule.on === "workspace" || rule.on === "suppression" || !takesKind(rule, resource)) continue;
    for (const shown of visits[rule.on]) visit(rule, shown, config, found);
  }
  into.undecided += found.undecided;
  const said = config.profile === "all" ? found.findings : fold(found.findings, rules);
  // One by one: more arguments than the stack holds would end the program.
  for (const finding of said) into.findings.push(finding);
  if (said.length < found.findings.length) noteFolded(found.findings, said, rules, into);
}

function noteFolded(
  all: readonly Finding[],
  said: readonly Finding[],
  rules: readonly Rule[],
  into: Gathered,
): void {
  const kept = new Set(said);
  const coveredBy = new Map(rules.map((rule) => [rule.id, rule.coveredBy ?? []]));
  for (const finding of all)
    if (!kept.has(finding)) into.folded.push({ finding, by: coveredBy.get(finding.rule) ?? [] });
}

/** A rule names Kubernetes' own kinds by kind, others by group and kind; without kinds it is shown Kubernetes' own. */
export function takesKind(rule: Rule, { kind, group, builtin }: ResourceView): boolean {
  if (rule.kinds) return rule.kinds.includes(builtin ? kind : `${group}/${kind}`);
  return builtin || rule.on !== "resource";
}

function visitsOf(view: ResourceView, config: LinterConfig): Record<OwnSubject, Visit[]> {
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
  const podSpecs = podSpecsOf(view);
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
