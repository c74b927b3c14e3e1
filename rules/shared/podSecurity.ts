import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { ProfileName } from "../../engine/profile";

/** Asked for by the restricted level alone, although nothing is wrong with it otherwise. */
export const restrictedLevelOnly: readonly ProfileName[] = ["pss-restricted"];

/** A rule's profiles for what Pod Security does not check, in that version of Kubernetes or at all. */
export function outsidePodSecurity(profiles: readonly ProfileName[]): readonly ProfileName[] {
  return profiles.filter((profile) => !profile.startsWith("pss-"));
}

/**
 * Since 1.25 the restricted level lets pods for Windows go without the settings that exist on Linux only
 * (k8s.io/pod-security-admission/policy, `allowPrivilegeEscalation`, `capabilities_restricted`,
 * `seccompProfile_restricted`; KEP-2802).
 */
export function isExemptWindowsPod(pod: PodSpecView, minor: number): boolean {
  return minor >= 25 && pod.isWindows;
}

/**
 * Since 1.35 root is nobody on the node in a pod with `hostUsers: false`, and the checks of `runAsNonRoot`, `runAsUser`
 * and, at the baseline level, `procMount` let it pass (k8s.io/pod-security-admission/policy,
 * `relaxPolicyForUserNamespacePod`; KEP-127). Before, a feature gate that nobody had to switch on decided that.
 */
export function isRelaxedForUserNamespace(pod: PodSpecView, minor: number): boolean {
  return minor >= 35 && pod.hasOwnUserNamespace;
}
