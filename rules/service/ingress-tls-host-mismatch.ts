import { defineRule, type RuleDocs } from "../../engine/rule";
import { append } from "../../engine/yaml/pathEdit";
import { ingressTls } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-tls-host-mismatch",
  title: "Host without a certificate",
  on: "resource",
  kinds: ["Ingress"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.rules.*.host", "resource.spec.tls.*.hosts"],
  fix: "review",
  messages: { uncovered: '{resource} serves "{host}", and no entry of its TLS names it' },
  check({ root, label }, { report }) {
    const entries = root.at("spec", "tls").items();
    const lists = entries.map((entry) => entry.at("hosts"));
    // An entry without hosts is for every host of the Ingress.
    if (entries.length === 0 || lists.some((list) => list.items().length === 0)) return;
    const certified = lists.flatMap((list) => list.items());
    if (certified.some((host) => host.undecided)) return;
    const names = new Set(certified.map((name) => name.string()?.toLowerCase()));
    const [only] = lists;
    for (const rule of root.at("spec", "rules").items()) {
      const at = rule.at("host");
      const host = at.string();
      if (!host || isCovered(host, names)) continue;
      report({
        at,
        message: "uncovered",
        args: { resource: label, host },
        ...(only && lists.length === 1
          ? {
              fix: () => ({
                title: "Add {host} to the hosts of TLS",
                args: { host },
                safety: "review" as const,
                edits: [append(only, host)],
              }),
            }
          : {}),
      });
    }
  },
});

/** The same name, or a wildcard for its last label but the rest (RFC 6125). */
function isCovered(host: string, names: ReadonlySet<string | undefined>): boolean {
  const wanted = host.toLowerCase();
  return names.has(wanted) || (wanted.includes(".") && names.has(`*${wanted.slice(wanted.indexOf("."))}`));
}

export const docs = {
  what: "A host of the Ingress's rules stands in none of the `tls` entries. The controller has no certificate for it and answers with its default one, or with plain HTTP.",
  why: "Visitors get a warning about the certificate and learn to click it away, or talk to the site unencrypted while everybody believes that it has TLS. Both let somebody on the way read and change what is exchanged.",
  legitimate:
    "A host that is meant to be plain HTTP, such as one that only redirects; give it an Ingress of its own.",
  how: "Add the host to the `hosts` of the entry whose certificate is valid for it, or correct the spelling of one of the two.",
  references: [ingressTls],
  frameworks: { hipaa: ["164.312(e)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1557"] },
  peers: { kyverno: ["other/ingress-host-match-tls"] },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts:
        - shop.example.com
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http: { paths: [] }
    - host: www.shop.example.com
      http: { paths: [] }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  tls:
    - hosts:
        - shop.example.com
        - www.shop.example.com
      secretName: shop-tls
  rules:
    - host: shop.example.com
      http: { paths: [] }
    - host: www.shop.example.com
      http: { paths: [] }
`,
  },
} satisfies RuleDocs;
