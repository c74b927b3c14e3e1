import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "istio-tls-disabled-for-host",
  title: "Istio turns TLS off for a host",
  on: "resource",
  kinds: ["networking.istio.io/DestinationRule"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.trafficPolicy.tls.mode", "resource.spec.subsets.*.trafficPolicy.tls.mode"],
  fix: "review",
  messages: {
    host: "{resource} sends plain text to {host}",
    subset: '{resource} sends plain text to the subset "{subset}" of {host}',
  },
  check(resource, { report }) {
    const spec = resource.root.at("spec");
    const host = spec.at("host").text() ?? "its host";
    const look = (policy: Field, subset: string | undefined) => {
      const ports = policy.at("portLevelSettings").items();
      for (const at of [policy, ...ports].map((settings) => settings.at("tls", "mode")))
        if (at.string() === "DISABLE")
          report({
            at,
            message: subset === undefined ? "host" : "subset",
            args: { resource: resource.label, host, subset: subset ?? "" },
            fix: () => ({
              title: "Set mode to ISTIO_MUTUAL",
              safety: "review",
              edits: [set(at, "ISTIO_MUTUAL")],
            }),
          });
    };
    look(spec.at("trafficPolicy"), undefined);
    for (const subset of spec.at("subsets").items())
      look(subset.at("trafficPolicy"), subset.at("name").text() ?? "");
  },
});

export const docs = {
  what: "The DestinationRule sets `tls.mode: DISABLE`, so that the sidecars of all callers connect to this host without TLS, even where it would offer it.",
  why: "Requests and their tokens cross the network readable, and nothing proves that the answer comes from the right service. Somebody between the two reads along or answers in its place.",
  legitimate:
    "Hosts outside of the mesh that speak no TLS, and programs that bring their own encryption on that port.",
  how: "Set `ISTIO_MUTUAL` for services of the mesh, `SIMPLE` for servers outside of it that have a certificate, or leave the setting out: Istio then uses mutual TLS wherever the other side can.",
  references: [
    {
      title: "Istio: DestinationRule, ClientTLSSettings",
      url: "https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings",
    },
    {
      title: "Istio: Understanding TLS configuration",
      url: "https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1040"] },
  peers: { kyverno: ["istio/enforce-tls-hosts-host-subnets"] },
  examples: {
    bad: `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ratings
spec:
  host: ratings.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: DISABLE
`,
    good: `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ratings
spec:
  host: ratings.shop.svc.cluster.local
  trafficPolicy:
    tls:
      mode: ISTIO_MUTUAL
`,
  },
} satisfies RuleDocs;
