import { defineRule, type RuleDocs } from "../../engine/rule";
import { forbiddenDirective } from "../shared/nginxAnnotations";
import { ingressPage } from "../shared/serviceReferences";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "ingress-path-injection",
  title: "Path that breaks out of its location",
  on: "resource",
  kinds: ["Ingress"],
  severity: "high",
  confidence: "medium",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.rules.*.http.paths.*.path"],
  messages: {
    directive: "{resource} has {what} in a path",
    characters: "{resource} has a path with characters that end its location in nginx",
    files: '{resource} has the path "{path}", a directory of the system rather than of a site',
  },
  check({ root, label }, context) {
    for (const rule of root.at("spec", "rules").items())
      for (const entry of rule.at("http", "paths").items()) {
        const at = entry.at("path");
        const path = decidedText(at, context);
        if (path === undefined) continue;
        const what = forbiddenDirective(path);
        const args = { resource: label };
        if (systemDirectory.test(path))
          context.report({ at, message: "files", args: { ...args, path }, severity: "medium" });
        else if (what !== undefined) context.report({ at, message: "directive", args: { ...args, what } });
        else if (breaksOut(path)) context.report({ at, message: "characters", args });
      }
  },
});

/** What attacks with such paths are after; sites have no reason to offer them. Plain paths only. */
const systemDirectory =
  /^\/(?:root|etc\/[\w.-]+|proc\/(?:self|\d+)|var\/run\/(?:secrets|kubernetes))(?:\/[\w./-]*)?$/;

/** A path of a site, or a regular expression, holds none of these; quantifiers such as `{3}` are left alone. */
function breaksOut(path: string): boolean {
  return /[;#"'\s]|\{(?![\d,]+\})|(?<!\{[\d,]{0,20})\}/.test(path);
}

export const docs = {
  what: "A path of the Ingress holds characters or directives that end the `location` block of nginx, or names a directory of the operating system.",
  why: "Older versions of ingress-nginx write the path into nginx.conf unchecked. A path with `{`, `;` or a line break adds configuration of its own, which reads the controller's token and by it the Secrets of the cluster (CVE-2021-25745).",
  legitimate:
    "A site that really has a folder of that name, such as `/root`. Regular expressions in a path are fine and are not reported.",
  how: "Write the plain path of the site. Keep ingress-nginx at 1.2 or newer, with `strict-validate-path-type` on, where it refuses such paths itself.",
  references: [
    {
      title: "Kubernetes: CVE-2021-25745, ingress-nginx path can be pointed to the service account token",
      url: "https://github.com/kubernetes/kubernetes/issues/126812",
    },
    ingressPage,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K10"],
    "owasp-2025": ["K07"],
    mitre: ["T1190"],
  },
  peers: { kyverno: ["nginx-ingress/restrict-ingress-paths"] },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: "/x { alias /var/run/secrets/; } location /y"
            pathType: ImplementationSpecific
            backend: { service: { name: shop, port: { number: 80 } } }
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /orders/(\\d{4})/(.*)
            pathType: ImplementationSpecific
            backend: { service: { name: shop, port: { number: 80 } } }
`,
  },
} satisfies RuleDocs;
