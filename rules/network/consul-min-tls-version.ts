import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "consul-min-tls-version",
  title: "Consul accepts old TLS",
  on: "resource",
  kinds: ["consul.hashicorp.com/Mesh"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.tls.incoming.tlsMinVersion", "resource.spec.tls.outgoing.tlsMinVersion"],
  fix: "review",
  messages: { old: "{resource} accepts {version} for {direction} connections" },
  check(resource, { report }) {
    for (const direction of ["incoming", "outgoing"] as const) {
      const at = resource.root.at("spec", "tls", direction, "tlsMinVersion");
      const version = at.string();
      if (version !== "TLSv1_0" && version !== "TLSv1_1") continue;
      report({
        at,
        message: "old",
        args: { resource: resource.label, version, direction },
        fix: () => ({ title: "Set tlsMinVersion to TLSv1_2", safety: "review", edits: [set(at, "TLSv1_2")] }),
      });
    }
  },
});

export const docs = {
  what: "The Mesh entry of Consul lowers the oldest TLS version that its proxies speak to 1.0 or 1.1.",
  why: "Both versions are broken by design: they allow ciphers and hashes that can be attacked, and somebody on the network can force two modern programs down to them. RFC 8996 has withdrawn them.",
  legitimate: "Hardly ever: a caller that knows nothing newer, for as long as it takes to replace it.",
  how: "Set `tlsMinVersion: TLSv1_2` or `TLSv1_3`, or leave it at `TLS_AUTO`, which is 1.2.",
  references: [
    {
      title: "Consul: Mesh configuration entry",
      url: "https://developer.hashicorp.com/consul/docs/connect/config-entries/mesh",
    },
    { title: "RFC 8996: Deprecating TLS 1.0 and TLS 1.1", url: "https://www.rfc-editor.org/rfc/rfc8996" },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1040"] },
  peers: { kyverno: ["consul/enforce-min-tls-version"] },
  examples: {
    bad: `apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_1
`,
    good: `apiVersion: consul.hashicorp.com/v1alpha1
kind: Mesh
metadata:
  name: mesh
spec:
  tls:
    incoming:
      tlsMinVersion: TLSv1_2
`,
  },
} satisfies RuleDocs;
