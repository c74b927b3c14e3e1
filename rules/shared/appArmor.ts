import type { ContainerView } from "../../engine/kubernetes/container";
import type { Field } from "../../engine/yaml/field";

/** Followed by a container's name: how AppArmor profiles were set before `appArmorProfile` came with 1.30. */
export const appArmorAnnotation = "container.apparmor.security.beta.kubernetes.io/";

const profileFormat = /^(?:runtime\/default|unconfined|localhost\/.+)$/;

/**
 * What names the AppArmor profile of a container: its field, the pod's, or the annotation; `undefined` where nothing does.
 * An annotation that names no kind of profile is refused (k8s.io/kubernetes/pkg/apis/core/validation,
 * `ValidateAppArmorProfileFormat`), so it counts for nothing.
 */
export function appArmorProfileOf(container: ContainerView): Field | undefined {
  const field = container.inherited("appArmorProfile");
  if (field.present) return field;
  const annotation = container.pod.annotation(`${appArmorAnnotation}${container.name}`);
  const isProfile = annotation.undecided || profileFormat.test(annotation.text() ?? "");
  return isProfile ? annotation : undefined;
}
