import { defineRule, type RuleDocs } from "../../engine/rule";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "istio-virtual-service-wildcard-host",
  title: "VirtualService for a wildcard host",
  on: "resource",
  kinds: ["networking.istio.io/VirtualService"],
  severity: "low",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025"],
  fields: ["resource.spec.hosts.*"],
  messages: {
    every: "{resource} routes the requests for every host",
    domain: '{resource} routes the requests for every host that "{host}" matches',
  },
  check({ root, label }, context) {
    for (const at of root.at("spec", "hosts").items()) {
      const host = decidedText(at, context);
      if (host === "*") context.report({ at, message: "every", args: { resource: label } });
      else if (host?.includes("*"))
        context.report({ at, message: "domain", args: { resource: label, host } });
    }
  },
});

export const docs = {
  what: "`hosts` of the VirtualService holds `*` or a name with a wildcard: its routes apply to names that are listed nowhere.",
  why: "On a shared gateway it catches the requests of other teams whose own routes are missing or gone, cookies and tokens included. Within the mesh it redirects calls to services that its author never thought of.",
  legitimate: "A gateway that belongs to this program alone, for example one that has no domain yet.",
  how: "List the names that the program is meant to answer to.",
  references: [
    {
      title: "Istio: VirtualService",
      url: "https://istio.io/latest/docs/reference/config/networking/virtual-service/",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"] },
  peers: { kyverno: ["istio/restrict-virtual-service-wildcard"] },
  examples: {
    bad: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts:
    - "*"
  gateways: [public]
  http:
    - route:
        - destination: { host: shop }
`,
    good: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  hosts:
    - shop.example.com
  gateways: [public]
  http:
    - route:
        - destination: { host: shop }
`,
  },
} satisfies RuleDocs;
