/**
 * Why no fix gives these kinds (`apiVersion/kind`) their next version. What has a fix only in part is told in
 * `whereFixesStop`.
 */
export const rewrittenByHand: Readonly<Record<string, string>> = {
  "admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicy": policies(),
  "admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicyBinding": policies(),
  "apiextensions.k8s.io/v1beta1/CustomResourceDefinition":
    "a CustomResourceDefinition needs a structural schema for each of its versions, which nobody can derive from what is written",
  "events.k8s.io/v1beta1/Event":
    "an Event has other names for most of its fields and must not have the former ones",
  "extensions/v1beta1/PodSecurityPolicy":
    "a PodSecurityPolicy has no successor but Pod Security admission, which is a label of the namespace",
  "resource.k8s.io/v1alpha3/ResourceClaim": devices(),
  "resource.k8s.io/v1alpha3/ResourceClaimTemplate": devices(),
  "resource.k8s.io/v1alpha3/ResourceSlice": slices(),
  "resource.k8s.io/v1beta1/ResourceClaim": devices(),
  "resource.k8s.io/v1beta1/ResourceClaimTemplate": devices(),
  "resource.k8s.io/v1beta1/ResourceSlice": slices(),
  "resource.k8s.io/v1beta2/ResourceSlice": slices(),
};

/** What the two rules on API versions say of the places where they offer no fix. */
export const whereFixesStop = [
  "No fix is offered where the text leaves open what it means.",
  "A PodDisruptionBudget with an empty selector covered no pod and would cover all of them.",
  "Webhooks have to say that they have no side effects.",
  "Workloads without a selector need labels on their template to make it from.",
  "An autoscaler's object metrics, an EndpointSlice with `topology`, a signing request for `kubernetes.io/legacy-unknown` and zero shares of a priority level have no counterpart.",
  `By hand only: ${[...new Set(Object.values(rewrittenByHand))].join("; ")}.`,
].join(" ");

function policies(): string {
  return "the alpha versions of admission policies and their bindings differ from release to release";
}

function slices(): string {
  return "a ResourceSlice is published by a driver, the release of which decides on its version";
}

function devices(): string {
  return "requests and devices of dynamic resource allocation are nested otherwise";
}
