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

  /**
   * True where the rule reaches `resource` (with its subresource: `pods/exec`) of `group`. An asterisk is every
   * resource; before a slash, that subresource of all of them (pkg/apis/rbac/v1 `ResourceMatches`).
   */
  allowsResource(group: string, resource: string): boolean {
    if (!this.apiGroups.includes("*") && !this.apiGroups.includes(group)) return false;
    const slash = resource.indexOf("/");
    const anyOfSubresource = slash < 0 ? undefined : `*${resource.slice(slash)}`;
    return this.resources.some((entry) => entry === "*" || entry === resource || entry === anyOfSubresource);
  }

  /** The item of `list` that has one of these values; `undefined` where none has. */
  item(
    list: "verbs" | "resources" | "apiGroups" | "nonResourceURLs",
    ...values: readonly string[]
  ): Field | undefined {
    return this.field
      .at(list)
      .items()
      .find((item) => values.includes(item.string() ?? ""));
  }
}

function texts(list: Field): string[] {
  return list.items().flatMap((item) => item.string() ?? []);
}

/** The rules of a Role or ClusterRole; empty for anything else. */
export function rbacRulesOf(resource: ResourceView): RbacRuleView[] {
  if (resource.group !== "rbac.authorization.k8s.io") return [];
  if (resource.kind !== "Role" && resource.kind !== "ClusterRole") return [];
  return resource.root
    .at("rules")
    .items()
    .filter((rule) => rule.isMap)
    .map((rule) => new RbacRuleView(rule, resource));
}
