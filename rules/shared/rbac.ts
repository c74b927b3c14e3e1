import type { RbacRuleView } from "../../engine/kubernetes/rbac";
import type { ResourceView } from "../../engine/kubernetes/resource";

/**
 * A role or binding that the API server itself keeps (plugin/pkg/auth/authorizer/rbac/bootstrappolicy, 1.36): it is
 * wide on purpose and is written back at every start. The label alone is not enough, since anybody can copy it. The
 * ClusterRole `cluster-admin` needs none: there is one of the name, and more than it has cannot be had.
 */
export function isBootstrap({ kind, metadata, name = "" }: ResourceView): boolean {
  if (kind === "ClusterRole" && name === "cluster-admin") return true;
  const label = metadata.at("labels", "kubernetes.io/bootstrapping").text();
  return label === "rbac-defaults" && /^(?:cluster-admin|admin|edit|view|system:.+)$/.test(name);
}

/** Everything in its reach: all verbs on all resources, not limited to objects by name. */
export function grantsAll(rule: RbacRuleView): boolean {
  return rule.verbs.includes("*") && rule.resources.includes("*") && rule.resourceNames.length === 0;
}

/** Reaches what Kubernetes itself is made of: its core group, every group, or one of its own. */
export function reachesKubernetes({ apiGroups }: RbacRuleView): boolean {
  return apiGroups.some(
    (group) =>
      group === "*" ||
      kubernetesGroups.has(group) ||
      // Metrics can only be read.
      (group.endsWith(".k8s.io") && !/^(?:custom\.|external\.)?metrics\.k8s\.io$/.test(group)),
  );
}

const kubernetesGroups = new Set(["", "apps", "autoscaling", "batch", "extensions", "policy"]);
