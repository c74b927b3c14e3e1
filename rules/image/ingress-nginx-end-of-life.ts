import { defineRule, type RuleDocs } from "../../engine/rule";
import { fullRepository, imageOf } from "../shared/images";

/** Where the community's controller is and was published, and copies of it. Not F5's `nginx/nginx-ingress`. */
const repositories = [
  "ingress-nginx/controller",
  "ingress-nginx/controller-chroot",
  "ingress-nginx-controller",
  "ingress-nginx-controller-chroot",
  "kubernetes-ingress-controller/nginx-ingress-controller",
  "google_containers/nginx-ingress-controller",
  "google-containers/nginx-ingress-controller",
  "bitnami/nginx-ingress-controller",
  "bitnamilegacy/nginx-ingress-controller",
  "rancher/nginx-ingress-controller",
];

export default defineRule({
  id: "ingress-nginx-end-of-life",
  title: "Retired ingress controller",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "nsa", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.image"],
  coveredBy: ["known-vulnerable-component-image"],
  messages: {
    retired: 'container "{container}" runs ingress-nginx, which gets no security fixes since March 2026',
  },
  check(container, context) {
    const image = imageOf(container, context);
    const repository = image && fullRepository(image.reference);
    if (!repository || !repositories.some((one) => repository.endsWith(`/${one}`))) return;
    context.report({ at: image.at, message: "retired", args: { container: container.name } });
  },
});

export const docs = {
  what: "The community's ingress controller `ingress-nginx` was retired in March 2026: there are no releases and no fixes any more.",
  why: "The controller stands between the internet and the cluster and usually may read every Secret. Holes found from now on stay open for good, and its last years showed several that let strangers run code in it.",
  legitimate:
    "Vendors that keep a fork with fixes of their own for paying customers; then the image comes from them. F5's controller (`nginx/nginx-ingress`) is another program and not meant.",
  how: "Plan the move to the Gateway API (`ingress2gateway` translates the objects) or to another ingress controller. In the meantime run the last release, switch snippets off and let nobody but the API server reach the admission webhook.",
  references: [
    {
      title: "Kubernetes blog: Ingress NGINX retirement",
      url: "https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/",
    },
    {
      title: "Gateway API: Migrating from Ingress",
      url: "https://gateway-api.sigs.k8s.io/guides/migrating-from-ingress/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K10"],
    "owasp-2025": ["K07"],
    nsa: ["C-0292"],
    mitre: ["T1190"],
  },
  peers: { kubescape: ["C-0292"] },
  examples: {
    bad: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ingress
spec:
  selector:
    matchLabels:
      app: ingress
  template:
    metadata:
      labels:
        app: ingress
    spec:
      containers:
        - name: controller
          image: registry.k8s.io/ingress-nginx/controller:v1.14.1
`,
    good: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: ingress
spec:
  selector:
    matchLabels:
      app: ingress
  template:
    metadata:
      labels:
        app: ingress
    spec:
      containers:
        - name: controller
          image: docker.io/envoyproxy/gateway:v1.6.0
`,
  },
} satisfies RuleDocs;
