import type { ResourceView } from "../../engine/kubernetes/resource";
import type { Field } from "../../engine/yaml/field";

/** Label by which a namespace asks for a Pod Security level (k8s.io/pod-security-admission/api, 1.22). */
export const enforceLabel = "pod-security.kubernetes.io/enforce";

export const namespaceLabelsTask = {
  title: "Kubernetes: Enforce Pod Security Standards with namespace labels",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/",
};

export const podSecurityAdmission = {
  title: "Kubernetes: Pod Security admission",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-admission/",
};

/** The namespaces that Kubernetes makes for itself: its components need what the levels forbid. */
export function isSystemNamespace(name: string | undefined): boolean {
  return name === "kube-system" || name === "kube-public" || name === "kube-node-lease";
}

export interface EnforcedLevel {
  /** The label, written or not. */
  readonly at: Field;
  /** Where to show what is missing: the labels, else the metadata. */
  readonly place: Field;
  /** What is enforced; `undefined` for a level that is filled in later or does not exist, which the API server refuses. */
  readonly level: "privileged" | "baseline" | "restricted" | "none" | undefined;
}

export function enforcedLevel({ metadata }: ResourceView): EnforcedLevel {
  const labels = metadata.at("labels");
  const at = labels.at(enforceLabel);
  const place = labels.exists ? labels : metadata.at("name");
  const text = at.text();
  if (labels.undecided || at.undecided) return { at, place, level: undefined };
  if (text === undefined || text === "") return { at, place, level: "none" };
  const level = (["privileged", "baseline", "restricted"] as const).find((one) => one === text);
  return { at, place, level };
}
