import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

export default defineRule({
  id: "gateway-without-tls",
  title: "Gateway that speaks plain HTTP only",
  on: "resource",
  kinds: ["gateway.networking.k8s.io/Gateway", "networking.istio.io/Gateway"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "hipaa"],
  fields: ["resource.spec.listeners.*.protocol", "resource.spec.servers.*.port.protocol"],
  messages: { plain: "{resource} speaks plain HTTP only: it has no listener with TLS" },
  check({ root, label, group }, { report }) {
    const ofIstio = group === "networking.istio.io";
    // Proxies within a mesh, which encrypts by itself.
    if (/waypoint|mesh/.test(root.at("spec", "gatewayClassName").string() ?? "")) return;
    const listeners = root.at("spec", ofIstio ? "servers" : "listeners").items();
    const protocols = listeners.map((one) => (ofIstio ? one.at("port", "protocol") : one.at("protocol")));
    // Plain HTTP next to TLS is there for the redirect.
    if (!protocols.every((protocol, index) => isPlain(protocol, listeners[index]))) return;
    const [at] = protocols;
    if (at) report({ at, message: "plain", args: { resource: label } });
  },
});

/** HTTP without TLS; Istio serves `tls` on a port of any protocol but HTTP and HTTP2, where it redirects or not. */
function isPlain(protocol: Field, listener: Field | undefined): boolean {
  return (
    /^HTTP2?$/i.test(protocol.string() ?? "") &&
    listener?.at("tls", "httpsRedirect").boolean() !== true &&
    !listener?.at("tls", "mode").present
  );
}

export const docs = {
  what: "Every listener of the Gateway has the protocol `HTTP`. There is none with TLS that visitors could be sent to.",
  why: "What visitors send and get is readable and can be changed on the way. A gateway serves many routes: one plain listener puts all of them on the open wire, whatever their authors thought.",
  legitimate:
    "Gateways within the cluster or behind a load balancer that ends TLS. Suppress the finding there with that reason.",
  how: "Add a listener with `protocol: HTTPS` and the Secret of the certificate, and let the one for HTTP only redirect (`RequestRedirect` in an HTTPRoute, `tls.httpsRedirect: true` in Istio).",
  references: [
    { title: "Gateway API: TLS", url: "https://gateway-api.sigs.k8s.io/guides/tls/" },
    {
      title: "Istio: Secure gateways",
      url: "https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], cwe: ["CWE-319"] },
  peers: {},
  examples: {
    bad: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
`,
    good: `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: public
spec:
  gatewayClassName: istio
  listeners:
    - name: http
      port: 80
      protocol: HTTP
    - name: https
      port: 443
      protocol: HTTPS
      tls:
        certificateRefs:
          - name: public-tls
`,
  },
} satisfies RuleDocs;
