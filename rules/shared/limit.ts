import type { ContainerView } from "../../engine/kubernetes/container";
import type { Field } from "../../engine/yaml/field";

/**
 * Where a container's limit of a resource is missing, or is written as zero, which the kubelet takes as none;
 * `undefined` where it has one, or needs none: ephemeral containers cannot have resources, and since Kubernetes 1.34 a
 * pod can have limits as a whole (KEP-2837).
 */
export function missingLimit(
  container: ContainerView,
  resource: "cpu" | "memory" | "ephemeral-storage",
): Field | undefined {
  if (container.list === "ephemeralContainers") return undefined;
  const at = container.field.at("resources", "limits", resource);
  const own = at.text();
  if (own !== undefined) return isZero(own) ? at : undefined;
  const ofPod = container.pod.field.at("resources", "limits", resource);
  return ofPod.present ? undefined : at;
}

/** The limit that a fix proposes: what the container asks for at least, since a limit below it is refused. */
export function proposedLimit(
  container: ContainerView,
  resource: "cpu" | "memory" | "ephemeral-storage",
  usual: string,
): string {
  const request = container.field.at("resources", "requests", resource);
  const text = request.undecided ? undefined : request.text();
  return text === undefined || isZero(text) ? usual : text;
}

function isZero(quantity: string): boolean {
  return /^[+-]?0+(?:\.0*)?[A-Za-z]*$/.test(quantity);
}
