import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { hasIngressTls, ingressClass } from "../shared/ingress";
import { isInternalLoadBalancer } from "../shared/loadBalancers";
import { ingressTls, loadBalancerTask } from "../shared/serviceReferences";

/** Annotations that give a load balancer a certificate, or let TLS pass through it. */
const certificates = [
  "service.beta.kubernetes.io/aws-load-balancer-ssl-cert",
  "service.beta.kubernetes.io/do-loadbalancer-certificate-id",
  "service.beta.kubernetes.io/do-loadbalancer-certificate-name",
  "service.beta.kubernetes.io/do-loadbalancer-tls-passthrough",
  "service.beta.kubernetes.io/oci-load-balancer-tls-secret",
  "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-cert-id",
  "service.beta.kubernetes.io/scw-loadbalancer-certificate-ids",
  "loadbalancer.openstack.org/default-tls-container-ref",
  "load-balancer.hetzner.cloud/http-certificates",
  "load-balancer.hetzner.cloud/http-managed-certificate-name",
  "ovh.com/load-balancer-certificate",
];

/** Ingress classes for which a cloud runs a load balancer of its own. */
const cloudClasses = /^(?:azure[-/]application-gateway|alb|gce|gce-internal)$/;

export default defineRule({
  id: "load-balancer-without-tls",
  title: "Load balancer without a certificate",
  on: "resource",
  kinds: ["Service", "Ingress"],
  severity: "medium",
  confidence: "low",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "resource.spec.type",
    "resource.spec.tls",
    ...certificates.map((name) => `resource.metadata.annotations.${name}`),
  ],
  coveredBy: ["ingress-tls-missing"],
  messages: {
    service: "{resource} names no certificate for its load balancer",
    ingress: "{resource} names no certificate for the load balancer of the cloud",
  },
  check(resource, { report }) {
    const args = { resource: resource.label };
    const spec = resource.root.at("spec");
    if (resource.kind === "Ingress") {
      if (cloudClasses.test(ingressClass(resource) ?? "") && !hasIngressTls(resource))
        report({ at: spec.at("tls"), message: "ingress", args, missing: true });
    } else if (spec.at("type").string() === "LoadBalancer" && !endsTls(resource))
      report({
        at: resource.metadata.at("annotations"),
        place: spec.at("type"),
        message: "service",
        args,
        missing: true,
      });
  },
});

function endsTls(resource: ResourceView): boolean {
  const annotations = resource.metadata.at("annotations");
  return certificates.some((name) => annotations.at(name).present) || isInternalLoadBalancer(resource);
}

export const docs = {
  what: "A Service of type LoadBalancer, or an Ingress that a cloud's load balancer serves, has neither a certificate nor an annotation that makes it internal. What comes in is passed on as it is.",
  why: "If the program behind it speaks plain HTTP or a protocol without TLS, passwords and sessions cross the internet readable. Anybody on the way can take them or change the answers.",
  legitimate:
    "The pods speak TLS themselves: an Ingress controller's own Service is the usual case, and a database with TLS another. The manifest does not tell, so this is asked for by the compliance profiles only.",
  how: "Name the certificate in the annotation of your cloud (`service.beta.kubernetes.io/aws-load-balancer-ssl-cert` and the like), give the Ingress a `tls` section, or end TLS in the pods.",
  references: [loadBalancerTask, ingressTls],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    cis: ["5.4.5", "5.6.7"],
    mitre: ["T1040"],
  },
  peers: {
    kubescape: ["C-0231", "C-0245"],
    kyverno: ["aws/require-encryption-aws-loadbalancers"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: LoadBalancer
  selector:
    app: shop
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
  annotations:
    service.beta.kubernetes.io/aws-load-balancer-ssl-cert: arn:aws:acm:eu-west-1:111122223333:certificate/shop
    service.beta.kubernetes.io/aws-load-balancer-ssl-ports: "443"
spec:
  type: LoadBalancer
  selector:
    app: shop
  ports:
    - port: 443
`,
  },
} satisfies RuleDocs;
