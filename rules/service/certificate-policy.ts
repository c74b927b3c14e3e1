import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionText, optionTexts } from "../shared/options";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "certificate-policy",
  title: "Certificate outside of the policy",
  on: "resource",
  kinds: ["cert-manager.io/Certificate"],
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.spec.dnsNames", "resource.spec.duration", "resource.spec.issuerRef.name"],
  options: {
    maxDnsNames: { type: "number", description: "How many names a certificate may have." },
    maxDuration: {
      type: "text",
      description: "How long a certificate may be valid: `2160h`, as in its spec.",
    },
    issuers: {
      type: "texts",
      description: "The issuers that may be used, by name; `*` stands for any text.",
    },
  },
  messages: {
    names: "{resource} has {count} names; at most {most} are allowed",
    duration: "{resource} is valid for {duration}; at most {most} is allowed",
    issuer: '{resource} is asked for from "{issuer}", which is not among the allowed issuers',
  },
  check({ root, label }, context) {
    const { options, report } = context;
    const spec = root.at("spec");
    const dnsNames = spec.at("dnsNames");
    const count = dnsNames.items().length;
    const most = Number(optionText(options, "maxDnsNames") ?? Number.NaN);
    if (count > most) report({ at: dnsNames, message: "names", args: { resource: label, count, most } });

    const duration = spec.at("duration");
    const longest = optionText(options, "maxDuration");
    const written = longest === undefined ? undefined : decidedText(duration, context);
    if (
      longest !== undefined &&
      written !== undefined &&
      (hours(written) ?? 0) > (hours(longest) ?? Infinity)
    )
      report({
        at: duration,
        message: "duration",
        args: { resource: label, duration: written, most: longest },
      });

    const issuers = optionTexts(options, "issuers");
    const at = spec.at("issuerRef", "name");
    const issuer = issuers && decidedText(at, context);
    if (issuer !== undefined && !matchesAny(issuer, issuers ?? []))
      report({ at, message: "issuer", args: { resource: label, issuer } });
  },
});

/** Go's durations (`2160h`, `1h30m`), in hours; `undefined` for anything else. */
function hours(duration: string): number | undefined {
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:h|m|s|ms)){1,4}$/.test(duration)) return undefined;
  let sum = 0;
  for (const [, count, unit] of duration.matchAll(/([\d.]{1,20})(h|ms|m|s)/g))
    sum += Number(count) / (unit === "h" ? 1 : unit === "m" ? 60 : unit === "s" ? 3600 : 3_600_000);
  return sum;
}

export const docs = {
  what: "A cert-manager Certificate has more names, a longer life or another issuer than you allow in the options. Each limit is checked only where its option is set.",
  why: "A key that is stolen is worth as much as its certificate has names and months left. Certificates from an issuer that nobody watches let a program appear under a name that was never given to it.",
  legitimate: "A limit that is older than the program: then change the option.",
  how: "Split the certificate, shorten `duration` (cert-manager renews it by itself), or name an allowed issuer in `issuerRef`.",
  references: [
    {
      title: "cert-manager: Certificate resource",
      url: "https://cert-manager.io/docs/usage/certificate/",
    },
  ],
  frameworks: { "owasp-2022": ["K06"], "owasp-2025": ["K09"] },
  peers: {
    kyverno: [
      "cert-manager/cert-manager-limit-dnsnames",
      "cert-manager/cert-manager-limit-duration",
      "cert-manager/cert-manager-restrict-issuer",
    ],
  },
  examples: {
    options: { maxDnsNames: 2, maxDuration: "2160h", issuers: ["letsencrypt-*"] },
    bad: `apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: shop
spec:
  secretName: shop-tls
  duration: 8760h
  dnsNames: [shop.example.com]
  issuerRef:
    name: self-signed
    kind: ClusterIssuer
`,
    good: `apiVersion: cert-manager.io/v1
kind: Certificate
metadata:
  name: shop
spec:
  secretName: shop-tls
  duration: 2160h
  dnsNames: [shop.example.com]
  issuerRef:
    name: letsencrypt-production
    kind: ClusterIssuer
`,
  },
} satisfies RuleDocs;
