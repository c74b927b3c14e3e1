import type { PodFacts, ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
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
  // What names no namespace goes where the release goes, which the binding names.
  const isHere = (namespace: string) =>
    object.reference.namespace === null || namespace === namespaceOf(object);
  return workspace.grouped(namespacesOfBoundAccounts).find(name, isHere) !== undefined;
}

/** Account -> the namespaces that bindings name it in; a subject without one is refused by the API server. */
const namespacesOfBoundAccounts: Grouping<string> = {
  of: ["RoleBinding", "ClusterRoleBinding"],
  entries: ({ root }) =>
    root
      .at("subjects")
      .items()
      .flatMap((subject) => {
        const name = subject.at("name").text();
        const namespace = subject.at("namespace").text();
        const isAccount = subject.at("kind").text() === "ServiceAccount";
        return isAccount && name && namespace ? [[name, namespace] as const] : [];
      }),
};
