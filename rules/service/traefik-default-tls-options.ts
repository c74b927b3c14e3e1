import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "traefik-default-tls-options",
  title: "TLS options for every router of Traefik",
  on: "resource",
  kinds: ["traefik.io/TLSOption", "traefik.containo.us/TLSOption"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["resource.metadata.name"],
  messages: { everyRouter: "{resource} changes TLS for every router that names no options of its own" },
  check({ metadata, label }, { report }) {
    const at = metadata.at("name");
    if (at.text() === "default") report({ at, message: "everyRouter", args: { resource: label } });
  },
});

export const docs = {
  what: "A TLSOption named `default` holds for all routers of this Traefik that do not name options themselves, whatever namespace they are in.",
  why: "Whoever may create a TLSOption in one namespace lowers the TLS versions and ciphers of every site, or switches off their check of client certificates. Two of them contradict each other, and Traefik then falls back to its built-in options, which undoes what the first one hardened.",
  legitimate:
    "The one that the operators of Traefik keep, in its own namespace, to set a higher minimum version for everybody.",
  how: "Give the options a name and refer to it in `tls.options` of the IngressRoutes that need it.",
  references: [
    {
      title: "Traefik: TLS options",
      url: "https://doc.traefik.io/traefik/https/tls/#tls-options",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"] },
  peers: { kyverno: ["traefik/disallow-default-tlsoptions"] },
  examples: {
    bad: `apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: default
  namespace: shop
spec:
  minVersion: VersionTLS10
`,
    good: `apiVersion: traefik.io/v1alpha1
kind: TLSOption
metadata:
  name: shop
  namespace: shop
spec:
  minVersion: VersionTLS13
`,
  },
} satisfies RuleDocs;
