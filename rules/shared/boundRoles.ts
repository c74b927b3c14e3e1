import type { ObjectInWorkspace, RuleContext } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { entriesOfRole } from "./aggregation";

/** The entry of a role that gives something; `undefined` where none does. */
export type Giving = (entry: Reading) => boolean;

/**
 * The `among` of a rule on roles: reports the binding of a role that stands in the manifests and gives the same, with the
 * entry as the related place. Its messages are `bound`, with `{resource}` and `{role}`, and `given`. The role itself is
 * reported already: the binding is for whoever asks for everything. What ends at a namespace weighs less than the cluster.
 */
export function boundRoleCheck(gives: Giving) {
  return ({ object, workspace }: ObjectInWorkspace, { report }: RuleContext): void => {
    const role = boundRole(object, workspace);
    const entry = role && entriesOfRole(role, workspace).find(({ at }) => gives(at));
    if (!entry) return;
    report({
      at: object.root.at("roleRef", "name"),
      message: "bound",
      args: { resource: object.label, role: role.label },
      profiles: [],
      ...(kindWithoutGroup(object) === "RoleBinding" ? { severity: "medium" as const } : {}),
      related: [{ ...entry, message: "given" }],
    });
  };
}

/** The role that a binding names, where it stands in the manifests and is not kept by the API server. */
function boundRole(binding: ResourceFacts, workspace: WorkspaceIndex): ResourceFacts | undefined {
  const kind = kindWithoutGroup(binding);
  if (kind !== "RoleBinding" && kind !== "ClusterRoleBinding") return undefined;
  const reference = binding.root.at("roleRef");
  const name = reference.at("name").text() ?? "";
  const found =
    reference.at("kind").text() === "Role"
      ? workspace.named("Role", namespaceOf(binding), name)
      : workspace.clusterNamed("ClusterRole", name);
  return found.find(({ root }) => !root.at("metadata", "labels", "kubernetes.io/bootstrapping").present);
}

function kindWithoutGroup({ kind }: ResourceFacts): string {
  return kind.slice(kind.indexOf("/") + 1);
}

/** What an administrator's role is made of, also where the verbs are listed one by one. */
export const givingEverything: Giving = (entry) =>
  entry.at("resourceNames").items().length === 0 &&
  texts(entry.at("resources")).includes("*") &&
  texts(entry.at("apiGroups")).includes("*") &&
  ["get", "list", "create", "update", "patch", "delete"].every((verb) => hasOne(entry.at("verbs"), [verb]));

function hasOne(list: Reading, verbs: readonly string[]): boolean {
  return texts(list).some((verb) => verb === "*" || verbs.includes(verb));
}

function texts(list: Reading): string[] {
  return list.items().flatMap((item) => item.string() ?? []);
}
