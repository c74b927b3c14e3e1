import type { ObjectInWorkspace, RuleContext } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { isWhole } from "./workloads";

/**
 * Reports a namespace that has no object of a kind: at its own object or, where the manifests do not make it, at each
 * workload and volume claim that is put into it.
 */
export function reportNamespaceWithout(
  kind: string,
  { object, workspace }: ObjectInWorkspace,
  { report }: RuleContext,
): void {
  const isNamespace = object.kind === "Namespace";
  if (!isNamespace && object.kind !== "PersistentVolumeClaim" && !isWhole(object)) return;
  const namespace = isNamespace ? object.reference.name : namespaceOf(object);
  if (namespace === null) return;
  if (!isNamespace && workspace.clusterNamed("Namespace", namespace).length > 0) return;
  if (workspace.inNamespace(namespace, kind).length > 0) return;
  report({
    at: object.root.at("metadata", "namespace", kind),
    place: object.place,
    message: isNamespace ? "namespace" : "object",
    args: { namespace, resource: object.label },
    missing: true,
  });
}
