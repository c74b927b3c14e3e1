/** Rule -> edits of its bad example, from and to, after which it looks much the same and nothing is wrong. */
export const nearMisses: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "apparmor-unconfined": [["type: Unconfined", "type: Localhost\n          localhostProfile: unconfined"]],
  "host-network": [["hostNetwork: true", 'hostNetwork: "true"']],
  "host-pid": [["hostPID: true", "shareProcessNamespace: true"]],
  "ingress-nginx-end-of-life": [["ingress-nginx/controller", "ingress-nginx/kube-webhook-certgen"]],
  "namespace-boundaries": [["kind: Namespace", "kind: ResourceQuota"]],
  "network-policy-missing-for-pod": [
    [
      "apiVersion: apps/v1",
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: all, namespace: shop }\nspec: { podSelector: {} }\n---\napiVersion: apps/v1",
    ],
  ],
  "rbac-dashboard-access": [["  name: kubernetes-dashboard\nsubjects", "  name: support\nsubjects"]],
  "readiness-probe-missing": [["livenessProbe", "readinessProbe"]],
  "seccomp-unconfined": [["type: Unconfined", "type: Localhost\n      localhostProfile: unconfined.json"]],
  "secret-in-env-var-ref": [["secretKeyRef", "configMapKeyRef"]],
};
