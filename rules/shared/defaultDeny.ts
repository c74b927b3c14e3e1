import type { Fix } from "../../engine/fix";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";

/** Writes a policy behind the object that selects every pod of the namespace and allows nothing. */
export function defaultDenyFix(
  object: ResourceFacts,
  namespace: string,
  workspace: WorkspaceIndex,
  policyTypes: readonly ("Ingress" | "Egress")[],
): Fix {
  const isTaken = (one: string) => workspace.named("NetworkPolicy", namespace, one).length > 0;
  let name = "default-deny";
  if (isTaken(name)) name = `default-deny-${policyTypes.join("-").toLowerCase()}`;
  for (let i = 2; isTaken(name); i++) name = `default-deny-${i}`;
  // What has no namespace is applied to the one that kubectl is told of, and so must the policy be.
  const isSaid = object.kind === "Namespace" || object.reference.namespace !== null;
  return {
    title: 'Add a default-deny NetworkPolicy for namespace "{namespace}"',
    args: { namespace },
    safety: "review",
    edits: [],
    newDocument: {
      behind: object.documentEnd,
      value: {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: isSaid ? { name, namespace } : { name },
        spec: { podSelector: {}, policyTypes },
      },
    },
  };
}
