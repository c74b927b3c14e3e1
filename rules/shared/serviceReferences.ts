/** Pages that several rules on Services and Ingresses point to. */
export const servicePage = {
  title: "Kubernetes: Service",
  url: "https://kubernetes.io/docs/concepts/services-networking/service/",
};

export const loadBalancerTask = {
  title: "Kubernetes: Create an external load balancer",
  url: "https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/",
};

export const ingressPage = {
  title: "Kubernetes: Ingress",
  url: "https://kubernetes.io/docs/concepts/services-networking/ingress/",
};

export const ingressTls = {
  title: "Kubernetes: TLS of an Ingress",
  url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#tls",
};

export const ingressNginxAnnotations = {
  title: "ingress-nginx: Annotations",
  url: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/",
};
