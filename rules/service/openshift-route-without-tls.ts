import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "openshift-route-without-tls",
  title: "Route without TLS",
  on: "resource",
  kinds: ["route.openshift.io/Route"],
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.tls", "resource.spec.tls.insecureEdgeTerminationPolicy"],
  messages: {
    missing: "{resource} serves plain HTTP: it has no TLS",
    allowed: "{resource} has TLS and keeps plain HTTP open",
  },
  check({ root, label }, { report }) {
    const spec = root.at("spec");
    const at = spec.at("tls");
    const args = { resource: label };
    const policy = at.at("insecureEdgeTerminationPolicy");
    if (at.undecided) return;
    if (!at.present) report({ at, place: spec, message: "missing", args, missing: true });
    else if (policy.string() === "Allow")
      report({ at: policy, message: "allowed", args, severity: "medium" });
  },
});

export const docs = {
  what: "The OpenShift Route has no `tls` section, or it has one and says `insecureEdgeTerminationPolicy: Allow`, so that the host answers plain HTTP.",
  why: "Logins, cookies and data travel readable between the visitor and the router. Anybody in between, from the wireless network to the provider, can read and change them.",
  legitimate: "Routes within a closed network whose edge ends TLS. Public ones have no reason left.",
  how: "Add `tls` with `termination: edge` (the router holds the certificate), `reencrypt` or `passthrough`, and `insecureEdgeTerminationPolicy: Redirect`.",
  references: [
    {
      title: "OpenShift: Secured routes",
      url: "https://docs.openshift.com/container-platform/latest/networking/routes/secured-routes.html",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1040"] },
  peers: { kyverno: ["openshift/check-routes"] },
  examples: {
    bad: `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to:
    kind: Service
    name: shop
`,
    good: `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to:
    kind: Service
    name: shop
  tls:
    termination: edge
    insecureEdgeTerminationPolicy: Redirect
`,
  },
} satisfies RuleDocs;
