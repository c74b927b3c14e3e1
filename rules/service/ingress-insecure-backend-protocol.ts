import { defineRule, type RuleDocs } from "../../engine/rule";
import { ingressNginxAnnotations } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-insecure-backend-protocol",
  title: "Backend's certificate not checked",
  on: "resource",
  kinds: ["Ingress"],
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "hipaa"],
  fields: [
    "resource.metadata.annotations.nginx.ingress.kubernetes.io/backend-protocol",
    "resource.metadata.annotations.nginx.ingress.kubernetes.io/proxy-ssl-verify",
  ],
  messages: {
    off: "{resource} speaks TLS to its backend and does not check whose certificate it is",
    unset: "{resource} speaks TLS to its backend; nginx does not check the certificate unless it is told to",
  },
  check({ metadata, label }, { report }) {
    const annotation = (name: string) => metadata.at("annotations", `nginx.ingress.kubernetes.io/${name}`);
    const protocol = annotation("backend-protocol");
    // The controller takes it in any case.
    if (!/^(?:https|grpcs)$/i.test(protocol.text()?.trim() ?? "")) return;
    const at = annotation("proxy-ssl-verify");
    const verify = at.text();
    if (verify === "on" || at.undecided) return;
    report({
      at,
      place: protocol,
      message: verify === undefined ? "unset" : "off",
      args: { resource: label },
      missing: verify === undefined,
    });
  },
});

export const docs = {
  what: '`backend-protocol: HTTPS` (or `GRPCS`) makes ingress-nginx speak TLS to the pods, but without `proxy-ssl-verify: "on"` it takes whatever certificate it is shown.',
  why: "The connection is encrypted and nobody knows to whom. A pod that gets hold of the Service's address, by a stolen label or by ARP tricks on the node, answers in the program's place and reads everything.",
  legitimate:
    "Programs that insist on HTTPS with a certificate they make themselves, in a cluster whose network is encrypted and guarded anyway.",
  how: 'Set `proxy-ssl-verify: "on"`, `proxy-ssl-secret` to a Secret with the CA, and `proxy-ssl-name` to the name in the certificate.',
  references: [
    {
      title: "ingress-nginx: Backend certificate authentication",
      url: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-certificate-authentication",
    },
    ingressNginxAnnotations,
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], cwe: ["CWE-295"] },
  peers: {},
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
    nginx.ingress.kubernetes.io/proxy-ssl-verify: "off"
spec:
  rules: []
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/backend-protocol: HTTPS
    nginx.ingress.kubernetes.io/proxy-ssl-secret: shop/backend-ca
    nginx.ingress.kubernetes.io/proxy-ssl-verify: "on"
spec:
  rules: []
`,
  },
} satisfies RuleDocs;
