import { defineRule, type RuleDocs } from "../../engine/rule";
import { annotationBoolean, hasIngressTls } from "../shared/ingress";
import { ingressPage, ingressTls } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-tls-missing",
  title: "Ingress without TLS",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["resource.spec.tls", "resource.metadata.annotations.kubernetes.io/ingress.allow-http"],
  messages: {
    missing: "{resource} serves plain HTTP: it names no certificate",
    allowHttp: "{resource} has a certificate and keeps plain HTTP open",
  },
  check(resource, { report }) {
    const spec = resource.root.at("spec");
    const args = { resource: resource.label };
    const allowHttp = resource.metadata.at("annotations", "kubernetes.io/ingress.allow-http");
    if (!hasIngressTls(resource))
      report({ at: spec.at("tls"), place: spec, message: "missing", args, missing: true });
    else if (annotationBoolean(allowHttp) === true)
      report({ at: allowHttp, message: "allowHttp", args, severity: "low" });
  },
});

export const docs = {
  what: "The Ingress has no `tls` section and no annotation that brings a certificate: its hosts are served over plain HTTP.",
  why: "Everything a visitor sends or gets can be read and changed on the way, in the same wireless network as well as at a provider: logins, session cookies, downloads. Browsers mark such sites as not secure.",
  legitimate:
    "TLS ends in front of the cluster, at a CDN or an external load balancer, or the controller has a default certificate and enforces HTTPS by itself. Suppress the finding there with that reason.",
  how: 'Add `spec.tls` with the hosts and the Secret of the certificate; cert-manager makes and renews it from an annotation. With the GCE controller, set `kubernetes.io/ingress.allow-http` to `"false"` as well.',
  references: [
    ingressTls,
    ingressPage,
    { title: "cert-manager: Annotated Ingress resource", url: "https://cert-manager.io/docs/usage/ingress/" },
  ],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1040", "T1557"],
    soc2: ["CC6.1", "CC6.6", "CC6.7"],
  },
  peers: {
    kubescape: ["C-0263"],
    polaris: ["tlsSettingsMissing"],
    kyverno: ["other/require-ingress-https"],
    gatekeeper: ["general/httpsonly"],
    "azure-policy": ["IngressHttpsOnly"],
    terrascan: ["AC_K8S_0002"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: shop, port: { name: http } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: { service: { name: shop, port: { name: http } } }
`,
  },
} satisfies RuleDocs;
