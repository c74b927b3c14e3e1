import type { LinterConfig } from "./config";
import { podSpecOf } from "./kubernetes/podSpec";
import { rbacRulesOf } from "./kubernetes/rbac";
import type { ResourceView } from "./kubernetes/resource";
import type { Rule, SubjectName } from "./rule";
import { fold, type Gathered, type Visit, visit } from "./visit";

/** Subjects that an object has without knowing of any other. */
type OwnSubject = Exclude<SubjectName, "workspace">;

/** Shows one object, its pod spec, containers and RBAC rules to the rules that asked for them. */
export function lintResource(
  resource: ResourceView,
  rules: readonly Rule[],
  config: LinterConfig,
  into: Gathered,
): void {
  const visits = visitsOf(resource);
  const found: Gathered = { findings: [], failures: into.failures, undecided: 0 };
  for (const rule of rules) {
    if (rule.on === "workspace" || (rule.kinds && !rule.kinds.includes(resource.kind))) continue;
    for (const shown of visits[rule.on]) visit(rule, shown, config, found);
  }
  into.undecided += found.undecided;
  into.findings.push(...(config.profile === "all" ? found.findings : fold(found.findings, rules)));
}

function visitsOf(view: ResourceView): Record<OwnSubject, Visit[]> {
  const { partial, root } = view;
  const resource = view.reference;
  const podSpec = podSpecOf(view);
  const partialPod = podSpec?.isPartial ?? partial;
  return {
    resource: [{ subject: view, resource, field: root, place: root, partial }],
    podSpec: podSpec
      ? [{ subject: podSpec, resource, field: podSpec.field, place: podSpec.field, partial: partialPod }]
      : [],
    container: (podSpec?.containers ?? []).map((subject) => ({
      subject,
      resource,
      field: subject.field,
      place: subject.place,
      partial: partialPod,
    })),
    rbacRule: rbacRulesOf(view).map((subject) => ({
      subject,
      resource,
      field: subject.field,
      place: subject.field,
      partial,
    })),
  };
}
