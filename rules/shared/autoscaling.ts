import type { ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";

/** A HorizontalPodAutoscaler of its namespace sets the number of its replicas. */
export function isAutoscaled(workload: ResourceFacts, workspace: WorkspaceIndex): boolean {
  const { kind, name } = workload.reference;
  return workspace.inNamespace(namespaceOf(workload), "HorizontalPodAutoscaler").some(({ root }) => {
    const target = root.at("spec", "scaleTargetRef");
    return target.at("kind").text() === kind && target.at("name").text() === name;
  });
}
