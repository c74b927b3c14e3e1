import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "reference-grant-too-broad",
  title: "Grant for every Secret of a namespace",
  on: "resource",
  kinds: ["gateway.networking.k8s.io/ReferenceGrant"],
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "hipaa"],
  fields: ["resource.spec.to.*.kind", "resource.spec.to.*.name"],
  messages: { everySecret: '{resource} lets "{namespace}" use every Secret of its namespace' },
  check({ root, label }, { report }) {
    const spec = root.at("spec");
    const namespaces = spec
      .at("from")
      .items()
      .flatMap((from) => from.at("namespace").string() ?? []);
    if (namespaces.length === 0) return;
    for (const to of spec.at("to").items()) {
      const name = to.at("name");
      if (to.at("kind").string() !== "Secret" || to.at("group").string() || name.present) continue;
      report({
        at: name,
        place: to.at("kind"),
        message: "everySecret",
        args: { resource: label, namespace: namespaces.join('", "') },
        missing: true,
      });
    }
  },
});

export const docs = {
  what: "The ReferenceGrant allows Gateways of another namespace to refer to Secrets here, and names none: all of them are meant, those to come included.",
  why: "Whoever may write a Gateway in that other namespace serves any certificate of this one, and learns from the Gateway's status which Secrets exist. Keys that were never meant for a gateway are handed to its controller.",
  legitimate: "A namespace that holds nothing but certificates for that gateway.",
  how: "Name the Secret in `to[].name`, one entry for each.",
  references: [
    {
      title: "Gateway API: ReferenceGrant",
      url: "https://gateway-api.sigs.k8s.io/api-types/referencegrant/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)", "164.312(e)(1)"], cwe: ["CWE-732"] },
  peers: {},
  examples: {
    bad: `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: gateway
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: edge
  to:
    - group: ""
      kind: Secret
`,
    good: `apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata:
  name: gateway
  namespace: shop
spec:
  from:
    - group: gateway.networking.k8s.io
      kind: Gateway
      namespace: edge
  to:
    - group: ""
      kind: Secret
      name: shop-tls
`,
  },
} satisfies RuleDocs;
