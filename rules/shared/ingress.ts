import type { ResourceView } from "../../engine/kubernetes/resource";
import type { Field } from "../../engine/yaml/field";

/** Prefix of the annotations of ingress-nginx, the controller of the Kubernetes project. */
export const ingressNginx = "nginx.ingress.kubernetes.io/";
/** Prefix of the annotations of F5's NGINX Ingress Controller. */
export const nginxInc = "nginx.org/";

/** The class by field or, as before 1.18, by annotation. */
export function ingressClass({ root, metadata }: ResourceView): string | undefined {
  return (
    root.at("spec", "ingressClassName").string() ??
    metadata.at("annotations", "kubernetes.io/ingress.class").text()
  );
}

/** Annotations by which controllers take certificates that do not stand in `spec.tls`. */
const certificateAnnotations = [
  "alb.ingress.kubernetes.io/certificate-arn",
  "ingress.gcp.kubernetes.io/pre-shared-cert",
  "networking.gke.io/managed-certificates",
  "networking.gke.io/certmap",
  "appgw.ingress.kubernetes.io/appgw-ssl-certificate",
  "route.openshift.io/termination",
];

/** True where TLS is set up in `spec.tls` or by an annotation, or that is decided later. */
export function hasIngressTls({ root, metadata }: ResourceView): boolean {
  const tls = root.at("spec", "tls");
  if (tls.items().length > 0 || tls.undecided) return true;
  const annotations = metadata.at("annotations");
  const text = (name: string) => annotations.at(name).text() ?? "";
  return (
    certificateAnnotations.some((name) => annotations.at(name).present) ||
    // The certificate is then found by the host's name.
    /HTTPS/.test(text("alb.ingress.kubernetes.io/listen-ports")) ||
    text("traefik.ingress.kubernetes.io/router.tls") === "true" ||
    text("nginx.ingress.kubernetes.io/ssl-passthrough") === "true"
  );
}

/** What Go's strconv.ParseBool takes for true or false; annotations are texts. */
export function annotationBoolean(at: Field): boolean | undefined {
  const text = at.text() ?? "";
  if (/^(?:1|t|T|TRUE|true|True)$/.test(text)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(text) ? false : undefined;
}
