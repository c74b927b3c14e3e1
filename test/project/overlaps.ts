/** Two rules that mark the same characters and say different things: with two remedies, or of two risks. */
export interface Side {
  readonly rules: readonly [string, string];
  readonly why: string;
}

/** What an image lacks, and what it is or where it comes from: a digest puts nothing else right. */
const besideDigest = [
  "image-registry-blocked",
  "image-registry-deprecated",
  "image-registry-not-allowed",
  "image-tag-not-expected",
  "ingress-nginx-end-of-life",
  "known-vulnerable-component-image",
  "kubernetes-dashboard-deployed",
  "sensitive-interface-exposed",
  "tiller-deployed",
  "tiller-reachable",
];

export const sides: readonly Side[] = [
  ...besideDigest.map((other) => ({
    rules: ["image-digest-missing", other] as const,
    why: "a digest fixes which image it is, not that this image runs",
  })),
  {
    rules: ["allowed-user-group-ranges", "run-as-low-user-id"],
    why: "the range is what the user allows, and may lie below 10000",
  },
  {
    rules: ["dangling-service", "unique-service-selector"],
    why: "two Services with one selector stay two when the pods are there",
  },
  {
    rules: ["env-value-from-missing", "workload-mounts-secret"],
    why: "that the Secret is not among the manifests says nothing of who reads it",
  },
  {
    rules: ["host-network", "network-policy-missing-for-pod"],
    why: "no policy reaches a pod on the node's network: both have to be put right",
  },
  {
    rules: ["non-existent-service-account", "service-account-not-allow-listed"],
    why: "one asks for the object, the other whether the user allows its name",
  },
  {
    rules: ["non-existent-service-account", "shared-service-account"],
    why: "accounts are shared by name, whether their object is among the manifests or not",
  },
  {
    rules: ["non-existent-service-account", "workload-privileged-service-account"],
    why: "a binding gives to the name, whether its object is among the manifests or not",
  },
  {
    rules: ["rbac-create-pods", "rbac-delete-resources"],
    why: "create and delete are two verbs of one entry, and either can go without the other",
  },
  {
    rules: ["tiller-deployed", "tiller-reachable"],
    why: "one speaks of the server that runs, the other of the Service that opens it to the cluster",
  },
];
