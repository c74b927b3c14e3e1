import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { istioPeerAuthentication } from "../shared/networkReferences";

export default defineRule({
  id: "istio-mtls-not-strict",
  title: "Istio accepts plain text",
  on: "resource",
  kinds: ["security.istio.io/PeerAuthentication"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.mtls.mode", "resource.spec.portLevelMtls"],
  fix: "review",
  messages: {
    mode: "{resource} accepts connections without mutual TLS ({mode})",
    port: "{resource} accepts connections without mutual TLS on port {port} ({mode})",
  },
  check(resource, { report }) {
    const spec = resource.root.at("spec");
    const look = (at: Field, port: string | undefined) => {
      const mode = at.string();
      if (mode !== "PERMISSIVE" && mode !== "DISABLE") return;
      report({
        at,
        message: port === undefined ? "mode" : "port",
        args: { resource: resource.label, mode, port: port ?? "" },
        fix: () => ({ title: "Set mode to STRICT", safety: "review", edits: [set(at, "STRICT")] }),
      });
    };
    look(spec.at("mtls", "mode"), undefined);
    for (const port of spec.at("portLevelMtls").entries()) look(port.at("mode"), String(port.key));
  },
});

export const docs = {
  what: "The PeerAuthentication sets the mode `PERMISSIVE` or `DISABLE`: the sidecars take plain text, from callers that show no certificate.",
  why: "Whoever gets into the network, through a pod outside of the mesh for instance, can read traffic along and call services without an identity. Rules that name principals do not hold for such callers.",
  legitimate:
    "While services move into the mesh one by one, and on ports that something outside of it must reach, such as health checks of a load balancer.",
  how: "Set `mode: STRICT` once all callers have a sidecar. Watch the plain-text share in Istio's metrics before, and make exceptions for single ports in `portLevelMtls`.",
  references: [
    istioPeerAuthentication,
    {
      title: "Istio: Mutual TLS migration",
      url: "https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1040"] },
  peers: { kyverno: ["istio/enforce-strict-mtls"] },
  examples: {
    bad: `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: PERMISSIVE
`,
    good: `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: default
  namespace: shop
spec:
  mtls:
    mode: STRICT
`,
  },
} satisfies RuleDocs;
