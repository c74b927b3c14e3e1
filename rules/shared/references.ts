/** Pages of the Kubernetes documentation that several rules point to. */
export const baselineLevel = {
  title: "Kubernetes: Pod Security Standards, baseline",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline",
};

export const restrictedLevel = {
  title: "Kubernetes: Pod Security Standards, restricted",
  url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted",
};

export const securityContextTask = {
  title: "Kubernetes: Configure a security context",
  url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/",
};

export const kernelConstraints = {
  title: "Kubernetes: Linux kernel security constraints",
  url: "https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/",
};

export const capabilitiesManual = {
  title: "Linux manual: capabilities(7)",
  url: "https://man7.org/linux/man-pages/man7/capabilities.7.html",
};

export const userNamespaces = {
  title: "Kubernetes: User namespaces",
  url: "https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/",
};

export const volumesPage = {
  title: "Kubernetes: Volumes",
  url: "https://kubernetes.io/docs/concepts/storage/volumes/",
};
