/** Pages that rules of network policies and meshes point to. */
export const networkPoliciesPage = {
  title: "Kubernetes: Network policies",
  url: "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
};

export const defaultPolicies = {
  title: "Kubernetes: Default policies",
  url: "https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies",
};

export const declarePolicy = {
  title: "Kubernetes: Declare network policy",
  url: "https://kubernetes.io/docs/tasks/administer-cluster/declare-network-policy/",
};

export const multiTenancy = {
  title: "Kubernetes: Multi-tenancy",
  url: "https://kubernetes.io/docs/concepts/security/multi-tenancy/",
};

export const istioPeerAuthentication = {
  title: "Istio: PeerAuthentication",
  url: "https://istio.io/latest/docs/reference/config/security/peer_authentication/",
};

export const istioAuthorization = {
  title: "Istio: AuthorizationPolicy",
  url: "https://istio.io/latest/docs/reference/config/security/authorization-policy/",
};
