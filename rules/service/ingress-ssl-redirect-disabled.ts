import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { annotationBoolean } from "../shared/ingress";
import { ingressNginxAnnotations, ingressTls } from "../shared/serviceReferences";

/** Annotations whose default is to redirect as soon as the Ingress has a certificate. */
const redirects = [
  "nginx.ingress.kubernetes.io/ssl-redirect",
  "nginx.org/redirect-to-https",
  "haproxy.org/ssl-redirect",
  "haproxy-ingress.github.io/ssl-redirect",
  "ingress.kubernetes.io/ssl-redirect",
];

export default defineRule({
  id: "ingress-ssl-redirect-disabled",
  title: "Redirect to HTTPS switched off",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "hipaa"],
  fields: redirects.map((name) => `resource.metadata.annotations.${name}`),
  fix: "review",
  messages: { off: "{resource} has a certificate and does not send visitors of plain HTTP there" },
  check({ root, metadata, label }, { report }) {
    // Without a certificate there is nowhere to redirect to: that is what ingress-tls-missing says.
    if (root.at("spec", "tls").items().length === 0) return;
    const annotations = metadata.at("annotations");
    // It redirects whatever the other says.
    if (annotationBoolean(annotations.at("nginx.ingress.kubernetes.io/force-ssl-redirect")) === true) return;
    for (const name of redirects) {
      const at = annotations.at(name);
      if (annotationBoolean(at) !== false) continue;
      report({
        at,
        message: "off",
        args: { resource: label },
        fix: () => ({ title: 'Set to "true"', safety: "review", edits: [set(at, "true")] }),
      });
    }
  },
});

export const docs = {
  what: 'The Ingress has TLS, and an annotation (`ssl-redirect: "false"`) switches off the redirect from HTTP to HTTPS that the controller would otherwise make.',
  why: "The site stays usable without encryption. A link with `http://`, an old bookmark or somebody on the way who removes the `s` is enough for logins and cookies to travel readable.",
  legitimate:
    "A load balancer in front ends TLS, makes the redirect itself and speaks HTTP to the controller; or clients that cannot follow redirects. Give the latter a host of their own.",
  how: 'Remove the annotation, or set it to `"true"`. Behind a proxy that ends TLS, set `use-forwarded-headers` in the controller instead, so that it sees which requests came by HTTPS.',
  references: [ingressNginxAnnotations, ingressTls],
  frameworks: { hipaa: ["164.312(e)(1)"], cwe: ["CWE-319"] },
  peers: {},
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "false"
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/ssl-redirect: "true"
spec:
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
`,
  },
} satisfies RuleDocs;
