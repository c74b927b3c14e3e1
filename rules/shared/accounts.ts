import type { PodFacts, ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { serviceAccountOf } from "./workloads";

/** The pod's own word holds over that of the account (plugin/pkg/admission/serviceaccount `shouldAutomount`). */
export function mountsToken(pod: PodFacts, object: ResourceFacts, workspace: WorkspaceIndex): boolean {
  const own = pod.spec.at("automountServiceAccountToken").boolean();
  if (own !== undefined) return own;
  return !workspace
    .named("ServiceAccount", namespaceOf(object), serviceAccountOf(pod).name)
    .some(({ root }) => root.at("automountServiceAccountToken").boolean() === false);
}

/** True where a binding gives a role to the account of this pod and to no other: somebody meant it to have a token. */
export function isBoundByName(pod: PodFacts, object: ResourceFacts, workspace: WorkspaceIndex): boolean {
  const { name } = serviceAccountOf(pod);
  if (name === "default") return false;
  const namespaces = workspace.derived(namespacesOfBoundAccounts).get(name);
  // What names no namespace goes where the release goes, which the binding names.
  return (
    namespaces !== undefined && (object.reference.namespace === null || namespaces.has(namespaceOf(object)))
  );
}

/** Account -> the namespaces that bindings name it in; a subject without one is refused by the API server. */
function namespacesOfBoundAccounts(workspace: WorkspaceIndex): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { root } of workspace.ofKind("RoleBinding", "ClusterRoleBinding"))
    for (const subject of root.at("subjects").items()) {
      const name = subject.at("name").text();
      const namespace = subject.at("namespace").text();
      if (subject.at("kind").text() !== "ServiceAccount" || !name || !namespace) continue;
      const known = found.get(name);
      if (known) known.add(namespace);
      else found.set(name, new Set([namespace]));
    }
  return found;
}
