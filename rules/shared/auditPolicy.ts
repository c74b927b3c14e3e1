import type { Field } from "../../engine/yaml/field";

/** Requests that an audit policy is asked about. */
export interface AuditTarget {
  readonly group: string;
  /** With its subresource: `pods/exec`. */
  readonly resource: string;
  readonly verbs: readonly string[];
}

/**
 * The level at which a policy records these requests of everybody, and the rule that says so. The first matching rule
 * decides, and without one nothing is recorded (k8s.io/apiserver, pkg/audit/policy/checker.go, 1.34). Rules for some users,
 * namespaces or names do not decide about everybody's requests.
 */
export function auditLevel(rules: Field, target: AuditTarget): { level: string; at: Field | undefined } {
  const open = new Set(target.verbs);
  let found: Field | undefined;
  for (const rule of rules.items()) {
    if (!isForEverybody(rule) || !matchesResource(rule, target)) continue;
    const verbs = texts(rule.at("verbs"));
    const decided = [...open].filter(
      (verb) => verbs.length === 0 || verbs.includes("*") || verbs.includes(verb),
    );
    if (decided.length === 0) continue;
    const level = rule.at("level").string() ?? "None";
    // Some of the requests go unrecorded.
    if (level === "None") return { level, at: rule };
    found ??= rule;
    for (const verb of decided) open.delete(verb);
    if (open.size === 0) break;
  }
  if (!found || (open.size > 0 && open.size === target.verbs.length)) return { level: "None", at: undefined };
  return { level: found.at("level").string() ?? "None", at: found };
}

function isForEverybody(rule: Field): boolean {
  return !["users", "userGroups", "namespaces"].some((key) => rule.at(key).items().length > 0);
}

function matchesResource(rule: Field, { group, resource }: AuditTarget): boolean {
  const groups = rule.at("resources").items();
  // A rule for paths outside of the API matches no resources; one without either matches everything.
  if (groups.length === 0) return rule.at("nonResourceURLs").items().length === 0;
  const slash = resource.indexOf("/");
  const forms =
    slash < 0
      ? ["*", resource]
      : ["*", resource, `${resource.slice(0, slash)}/*`, `*${resource.slice(slash)}`];
  return groups.some((entry) => {
    const named = entry.at("group").text() ?? "";
    if (named !== group && named !== "*") return false;
    if (entry.at("resourceNames").items().length > 0) return false;
    const resources = texts(entry.at("resources"));
    return resources.length === 0 || resources.some((name) => forms.includes(name));
  });
}

function texts(list: Field): string[] {
  return list.items().flatMap((item) => item.string() ?? []);
}
