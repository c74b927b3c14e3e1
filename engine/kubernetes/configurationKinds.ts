/**
 * Files that set up Kubernetes' own programs and look like objects, though no API server serves them, by API group
 * (Kubernetes 1.36: cmd/kubeadm, k8s.io/kubelet, k8s.io/kube-proxy, k8s.io/kube-scheduler, k8s.io/apiserver).
 */
const configurationKinds: Readonly<Record<string, readonly string[]>> = {
  "apiserver.config.k8s.io": [
    "AdmissionConfiguration",
    "AuthenticationConfiguration",
    "AuthorizationConfiguration",
    "EncryptionConfiguration",
  ],
  // Until 1.16.
  "apiserver.k8s.io": ["AdmissionConfiguration"],
  "audit.k8s.io": ["Policy"],
  "kubeadm.k8s.io": ["ClusterConfiguration", "InitConfiguration", "JoinConfiguration"],
  "kubelet.config.k8s.io": ["KubeletConfiguration"],
  "kubeproxy.config.k8s.io": ["KubeProxyConfiguration"],
  "kubescheduler.config.k8s.io": ["KubeSchedulerConfiguration"],
};

/** True for the configuration of one of Kubernetes' programs: rules on objects of a cluster do not apply to it. */
export function isConfigurationKind(group: string, kind: string): boolean {
  return Object.hasOwn(configurationKinds, group) && configurationKinds[group]?.includes(kind) === true;
}
