import type { Severity } from "../../engine/finding";
import type { RbacRuleView } from "../../engine/kubernetes/rbac";
import type { RuleContext } from "../../engine/rule";
import { isBootstrap } from "./rbac";

/** What an entry of a role can give: one of the verbs on one of the resources. */
export interface Permission {
  readonly verbs: readonly string[];
  /** API group -> resources, subresources after a slash. */
  readonly on: Readonly<Record<string, readonly string[]>>;
  /** An entry that is limited by `resourceNames` gives it only where it names one of these. */
  readonly names?: readonly string[];
  /**
   * Resources that belong to no namespace: a Role gives nothing on them, since the authorizer asks for cluster-wide
   * bindings only (plugin/pkg/auth/authorizer/rbac `VisitRulesFor`).
   */
  readonly clusterScoped?: boolean;
  /** Also in the roles that the API server keeps. */
  readonly evenBootstrap?: boolean;
}

export const writing = ["create", "update", "patch", "delete", "deletecollection"] as const;

/** The items of `resources` by which the entry gives the permission; empty where it does not. */
export function resourcesGiving(rule: RbacRuleView, permission: Permission) {
  const { verbs, on, names, evenBootstrap } = permission;
  if (!rule.allowsVerb(...verbs) || (!evenBootstrap && isBootstrap(rule.role))) return [];
  if (rule.resourceNames.length > 0 && !names?.some((name) => rule.resourceNames.includes(name))) return [];
  return rule.field
    .at("resources")
    .items()
    .filter((item) =>
      Object.entries(on).some(([group, resources]) =>
        resources.some((resource) => rule.givesBy(item.string() ?? "", group, resource)),
      ),
    );
}

/** The verbs of the permission that the entry gives. */
export function verbsGiven(rule: RbacRuleView, { verbs }: Permission): readonly string[] {
  return verbs.filter((verb) => rule.allowsVerb(verb));
}

/**
 * The `check` of a rule on a subresource of pods that opens a connection. A web socket is opened with GET, but since 1.35
 * the API server asks for `create` as well (feature gate AuthorizePodWebsocketUpgradeCreatePermission), as it always did
 * of SPDY. What gives less than it seems to is for whoever asks for all rules: `get` alone, which is enough on an older
 * cluster or without the gate, and `pods/*`, which RBAC compares with no subresource (`ResourceMatches`). Besides those of
 * `permissionCheck` its messages are `getAlone` and `meant`.
 * @param inRole the severity in a Role.
 */
export function connectionCheck(subresource: string, inRole: Severity) {
  const on = { "": [`pods/${subresource}`] };
  const byCreate = permissionCheck({ verbs: ["create"], on }, inRole);
  const either: Permission = { verbs: ["create", "get"], on };
  const byEither = permissionCheck(either, inRole);
  const meant: Permission = { verbs: ["create", "get"], on: { "": ["pods/*"] } };
  return (rule: RbacRuleView, context: RuleContext): void => {
    const before = context.minor < 35;
    (before ? byEither : byCreate)(rule, context);
    if (!before && !rule.allowsVerb("create")) reportLess(rule, either, "getAlone", context);
    if (rule.resources.includes("pods/*") && resourcesGiving(rule, either).length === 0)
      reportLess(rule, meant, "meant", context);
  };
}

function reportLess(
  rule: RbacRuleView,
  permission: Permission,
  message: string,
  { report }: RuleContext,
): void {
  const [at] = resourcesGiving(rule, permission);
  if (!at) return;
  const args = { role: rule.role.label, resource: at.string() ?? "" };
  report({ at, message, args, profiles: [], severity: "low" });
}

/**
 * The `check` of a rule on one permission. Its messages are `cluster` and `namespace`, for a ClusterRole and for a Role,
 * with `{role}`, `{verbs}` and `{resources}`; with `clusterScoped`, `idle` stands for `namespace`.
 * @param inRole the severity in a Role, which reaches one namespace.
 */
export function permissionCheck(permission: Permission, inRole?: Severity) {
  return (rule: RbacRuleView, { report }: RuleContext): void => {
    const inNamespace = rule.role.kind === "Role";
    const idle = inNamespace && permission.clusterScoped === true;
    // In a Role a wildcard speaks of what is in the namespace.
    const [at, ...more] = resourcesGiving(rule, permission).filter(
      (item) => !idle || !item.string()?.includes("*"),
    );
    if (!at) return;
    const severity = idle ? "info" : inNamespace ? inRole : undefined;
    report({
      at,
      message: idle ? "idle" : inNamespace ? "namespace" : "cluster",
      args: {
        role: rule.role.label,
        verbs: verbsGiven(rule, permission).join(", "),
        resources: [at, ...more].map((item) => item.string() ?? "").join(", "),
      },
      ...(severity && { severity }),
    });
  };
}
