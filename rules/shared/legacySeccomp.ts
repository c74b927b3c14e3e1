import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { Field } from "../../engine/yaml/field";

/** The annotations that set seccomp profiles until Kubernetes 1.27: of the pod, and of one container. */
export const podKey = "seccomp.security.alpha.kubernetes.io/pod";
export const containerPrefix = "container.seccomp.security.alpha.kubernetes.io/";

/** An annotation names a profile for the container, of its own or of its pod; `unconfined` and words unknown are none. */
export function hasLegacyProfile({ metadata }: PodSpecView, container: string): boolean {
  const annotations = metadata.at("annotations");
  return [podKey, `${containerPrefix}${container}`].some((key) => isLegacyProfile(annotations.at(key)));
}

export function isLegacyProfile(annotation: Field): boolean {
  return (
    annotation.undecided || /^(?:(?:runtime|docker)\/default|localhost\/.+)$/.test(annotation.text() ?? "")
  );
}
