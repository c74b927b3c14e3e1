import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { certainLabel, selectorMatches, textMap } from "../../engine/workspace/selectors";
import type { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";

/** An entry of `rules`, and the role that it is written in. */
export interface RoleEntry {
  readonly at: Reading;
  readonly of: ResourceFacts;
}

/**
 * What a role of the manifests gives. A controller writes the rules of a role with an `aggregationRule`: it takes them from
 * all ClusterRoles that one of the selectors matches, whose own may be taken from others
 * (pkg/controller/clusterroleaggregation, 1.34).
 */
export function entriesOfRole(role: ResourceFacts, workspace: WorkspaceIndex): RoleEntry[] {
  return partsOf(role, workspace, new Set()).flatMap((of) =>
    of.root
      .at("rules")
      .items()
      .map((at) => ({ at, of })),
  );
}

/** What the manifests add to a role that every cluster has: `edit` takes in `view`, and `admin` both. */
export function entriesAddedTo(roleName: string, workspace: WorkspaceIndex): RoleEntry[] {
  const from = userFacing.indexOf(roleName);
  if (from < 0) return [];
  const roles = workspace.grouped(clusterRolesByLabel);
  return userFacing
    .slice(from)
    .flatMap((name) => roles.get(labelKey([`rbac.authorization.k8s.io/aggregate-to-${name}`, "true"])))
    .flatMap((role) => entriesOfRole(role, workspace));
}

const userFacing = ["admin", "edit", "view"];

/** The roles whose own rules it gives. */
function partsOf(role: ResourceFacts, workspace: WorkspaceIndex, seen: Set<ResourceFacts>): ResourceFacts[] {
  if (seen.has(role)) return [];
  seen.add(role);
  const rule = role.root.at("aggregationRule");
  if (role.kind !== "ClusterRole" || !rule.present) return [role];
  const roles = workspace.grouped(clusterRolesByLabel);
  return rule
    .at("clusterRoleSelectors")
    .items()
    .flatMap((selector) => {
      const label = certainLabel(selector);
      return roles
        .get(label ? labelKey(label) : everyRole)
        .filter(({ root }) => selectorMatches(selector, textMap(root.at("metadata", "labels"))));
    })
    .flatMap((part) => partsOf(part, workspace, seen));
}

const everyRole = "";

const clusterRolesByLabel: Grouping<ResourceFacts> = {
  of: ["ClusterRole"],
  entries: (role) => [
    [everyRole, role] as const,
    ...[...textMap(role.root.at("metadata", "labels"))].map((label) => [labelKey(label), role] as const),
  ],
};

function labelKey(label: readonly [name: string, value: string]): string {
  return label.join("\0");
}
