import type { PodSpecView } from "../../engine/kubernetes/podSpec";

/** Its pods end by themselves, so that nobody waits for them to be ready and nothing drains them. */
export function runsToCompletion({ resource, field }: PodSpecView): boolean {
  const policy = field.at("restartPolicy").string();
  return resource.kind.endsWith("Job") || policy === "Never" || policy === "OnFailure";
}
