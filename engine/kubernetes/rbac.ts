import type { Field } from "../yaml/field";
import type { ResourceView } from "./resource";

/** One entry of `rules` of a Role or ClusterRole. */
export class RbacRuleView {
  readonly verbs: readonly string[];
  readonly resources: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];

  constructor(
    readonly field: Field,
    readonly role: ResourceView,
  ) {
    this.verbs = texts(field.at("verbs"));
    this.resources = texts(field.at("resources"));
    this.apiGroups = texts(field.at("apiGroups"));
    this.resourceNames = texts(field.at("resourceNames"));
    this.nonResourceURLs = texts(field.at("nonResourceURLs"));
  }

  /** True where the rule lets its holder do one of `verbs`; `*` is every verb (plugin pkg/apis/rbac/v1 `VerbMatches`). */
  allowsVerb(...verbs: readonly string[]): boolean {
    return this.verbs.includes("*") || verbs.some((verb) => this.verbs.includes(verb));
  }

  /** True where the rule reaches `resource` (with its subresource: `pods/exec`) of `group`. */
  allowsResource(group: string, resource: string): boolean {
    return this.resources.some((entry) => this.givesBy(entry, group, resource));
  }

  /** True where this entry of `resources` is the one by which the rule reaches `resource` of `group`. */
  givesBy(entry: string, group: string, resource: string): boolean {
    return reachedBy(entry, this.apiGroups, group, resource);
  }

  /** The item of `list` that has one of these values; `undefined` where none has. */
  item(
    list: "verbs" | "resources" | "apiGroups" | "resourceNames" | "nonResourceURLs",
    ...values: readonly string[]
  ): Field | undefined {
    return this.field
      .at(list)
      .items()
      .find((item) => values.includes(item.string() ?? ""));
  }
}

/**
 * True where an entry of `resources`, for these API groups, reaches `resource` of `group`. An asterisk is every resource;
 * before a slash, that subresource of all of them (pkg/apis/rbac/v1 `ResourceMatches`).
 */
export function reachedBy(
  entry: string,
  groups: readonly string[],
  group: string,
  resource: string,
): boolean {
  if (!groups.includes("*") && !groups.includes(group)) return false;
  const slash = resource.indexOf("/");
  return entry === "*" || entry === resource || (slash >= 0 && entry === `*${resource.slice(slash)}`);
}

function texts(list: Field): string[] {
  return list.items().flatMap((item) => item.string() ?? []);
}

/** OpenShift serves the same kinds in a group of its own, with the same rules (openshift/api authorization/v1). */
const groups: ReadonlySet<string> = new Set(["rbac.authorization.k8s.io", "authorization.openshift.io"]);

/** The rules of a Role or ClusterRole, of Kubernetes or OpenShift; empty for anything else. */
export function rbacRulesOf(resource: ResourceView): RbacRuleView[] {
  if (!groups.has(resource.group)) return [];
  if (resource.kind !== "Role" && resource.kind !== "ClusterRole") return [];
  return resource.root
    .at("rules")
    .items()
    .filter((rule) => rule.isMap)
    .map((rule) => new RbacRuleView(rule, resource));
}
