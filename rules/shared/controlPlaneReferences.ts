/** Pages that several rules on the control plane and on kubelets point to. */
export const apiServerFlags = {
  title: "Kubernetes: kube-apiserver",
  url: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/",
};

export const controllerManagerFlags = {
  title: "Kubernetes: kube-controller-manager",
  url: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-controller-manager/",
};

export const schedulerFlags = {
  title: "Kubernetes: kube-scheduler",
  url: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-scheduler/",
};

export const kubeProxyFlags = {
  title: "Kubernetes: kube-proxy",
  url: "https://kubernetes.io/docs/reference/command-line-tools-reference/kube-proxy/",
};

export const kubeletFlags = {
  title: "Kubernetes: kubelet",
  url: "https://kubernetes.io/docs/reference/command-line-tools-reference/kubelet/",
};

export const kubeletConfiguration = {
  title: "Kubernetes: Kubelet configuration (v1beta1)",
  url: "https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/",
};

export const kubeletAccess = {
  title: "Kubernetes: Kubelet authentication and authorization",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/",
};

export const authenticating = {
  title: "Kubernetes: Authenticating",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/",
};

export const authorization = {
  title: "Kubernetes: Authorization",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/authorization/",
};

export const auditing = {
  title: "Kubernetes: Auditing",
  url: "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/",
};

export const certificates = {
  title: "Kubernetes: PKI certificates and requirements",
  url: "https://kubernetes.io/docs/setup/best-practices/certificates/",
};

export const nodeCommunication = {
  title: "Kubernetes: Communication between nodes and the control plane",
  url: "https://kubernetes.io/docs/concepts/architecture/control-plane-node-communication/",
};

export const etcdSecurity = {
  title: "etcd: Transport security model",
  url: "https://etcd.io/docs/v3.6/op-guide/security/",
};

export const operatingEtcd = {
  title: "Kubernetes: Operating etcd clusters",
  url: "https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/",
};

export const serviceAccounts = {
  title: "Kubernetes: Managing service accounts",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
};

export const tlsBootstrapping = {
  title: "Kubernetes: TLS bootstrapping",
  url: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/",
};

export const encryptionAtRest = {
  title: "Kubernetes: Encrypting confidential data at rest",
  url: "https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/",
};
