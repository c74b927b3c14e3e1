import type { ContainerView } from "../../engine/kubernetes/container";
import type { Field } from "../../engine/yaml/field";

export type ComputeResource = "cpu" | "memory" | "ephemeral-storage";

/**
 * Where a container's request of a resource is missing; `undefined` where the scheduler has one to count with: the
 * container's own, its limit, which stands in for it (pkg/apis/core/v1/defaults.go, `SetDefaults_Pod`), or, since
 * Kubernetes 1.34, one of the pod as a whole (KEP-2837). Ephemeral containers cannot have any.
 */
export function missingRequest(container: ContainerView, resource: ComputeResource): Field | undefined {
  if (container.list === "ephemeralContainers") return undefined;
  const own = container.field.at("resources");
  const ofPod = container.pod.field.at("resources");
  const set = [own, ...(resource === "ephemeral-storage" ? [] : [ofPod])].some(
    (resources) =>
      resources.at("requests", resource).present ||
      resources.at("limits", resource).present ||
      resources.undecided,
  );
  return set ? undefined : own.at("requests", resource);
}

/** A limit that stands in for a request that the container does not state. */
export interface ImpliedRequest {
  /** The request that is not written. */
  readonly at: Field;
  readonly limit: Field;
}

/** What the API server fills in from the container's own limit (pkg/apis/core/v1/defaults.go, `SetDefaults_Pod`). */
export function impliedRequest(
  { field, list }: ContainerView,
  resource: ComputeResource,
): ImpliedRequest | undefined {
  const at = field.at("resources", "requests", resource);
  const limit = field.at("resources", "limits", resource);
  return list === "ephemeralContainers" || at.present || !limit.present ? undefined : { at, limit };
}
