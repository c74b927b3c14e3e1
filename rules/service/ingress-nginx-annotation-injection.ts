import { defineRule, type RuleDocs } from "../../engine/rule";
import { ingressNginx, nginxInc } from "../shared/ingress";
import { forbiddenDirective, snippetAnnotation } from "../shared/nginxAnnotations";
import { ingressNginxAnnotations } from "../shared/serviceReferences";

/**
 * The annotations that CVE-2025-1097, CVE-2025-1098 and CVE-2025-24514 are about, with the characters that the controller
 * admits in them since 1.12.1 (internal/ingress/annotations: authreq, authtls, mirror; parser/validators.go).
 */
const url = /^[-._~a-zA-Z0-9/: ?&=$]*$/;
const validators: Readonly<Record<string, RegExp>> = {
  "auth-url": url,
  "mirror-target": url,
  "mirror-host": url,
  "auth-tls-match-cn": /^CN=[-._~a-zA-Z0-9/:, ^$[\](){}*+?|&=\\]*$/,
};

/** Its value ends with attributes of the cookie: `/; HttpOnly; Secure`. */
const takesSemicolons = "proxy-cookie-path";

export default defineRule({
  id: "ingress-nginx-annotation-injection",
  title: "Annotation that breaks out into nginx configuration",
  on: "resource",
  kinds: ["Ingress"],
  severity: "critical",
  confidence: "medium",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "resource.metadata.annotations.nginx.ingress.kubernetes.io/*",
    "resource.metadata.annotations.nginx.org/*",
  ],
  // The text may be an attack or hold a credential: it is never repeated.
  messages: {
    directive: '{resource} puts {what} into nginx with "{annotation}"',
    characters: '{resource} has characters in "{annotation}" that end its directive in nginx',
    response: '{resource} puts a carriage return into nginx with "{annotation}"',
  },
  check({ metadata, label }, { report }) {
    for (const at of metadata.at("annotations").entries()) {
      const annotation = String(at.key);
      const text = at.text();
      if (text === undefined || !(annotation.startsWith(ingressNginx) || annotation.startsWith(nginxInc)))
        continue;
      const args = { resource: label, annotation };
      const what = forbiddenDirective(text);
      if (what !== undefined) report({ at, message: "directive", args: { ...args, what } });
      else if (snippetAnnotation.test(annotation)) {
        // Written out in a quoted text it splits the answer in two; nginx also took it for a line break (CVE-2024-7646).
        if (/\r|\\r/.test(text)) report({ at, message: "response", args });
      } else if (annotation.startsWith(ingressNginx) && breaksOut(annotation, text))
        report({ at, message: "characters", args });
    }
  },
});

function breaksOut(annotation: string, written: string): boolean {
  const name = annotation.slice(ingressNginx.length);
  const text = written.trim();
  const validator = Object.hasOwn(validators, name) ? validators[name] : undefined;
  if (validator) return !validator.test(text);
  return name !== takesSemicolons && text.includes(";") && /[\n{}#]/.test(text);
}

export const docs = {
  what: "The value of an nginx annotation holds what belongs into a configuration file and not into a setting: a directive such as `alias` or `root`, Lua, a path of the controller's own files, or characters that end one directive and begin another.",
  why: "The controller writes the value into its nginx.conf. A value that ends the directive adds configuration of its own, and so reads the controller's token or runs code in its pod, which may read every Secret of the cluster (CVE-2021-25746, CVE-2025-1097, CVE-2025-1098, CVE-2025-24514).",
  legitimate:
    "Seldom. An `alias` or `root` in a snippet that an administrator wrote works as intended, and belongs into the image of the program that serves the files.",
  how: "Write the plain value: a URL in `auth-url`, `CN=` and a name in `auth-tls-match-cn`. Keep the controller at 1.12.1 or newer, where it checks these values, and its admission webhook out of reach of pods.",
  references: [
    ingressNginxAnnotations,
    {
      title: "Kubernetes: Ingress-nginx CVE-2025-1974, what you need to know",
      url: "https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/",
    },
    {
      title: "Kubernetes: CVE-2021-25746, directive injection via annotations",
      url: "https://github.com/kubernetes/kubernetes/issues/126814",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K10"],
    "owasp-2025": ["K07"],
    mitre: ["T1190"],
  },
  peers: {
    trivy: ["KCV-0093"],
    kyverno: [
      "nginx-ingress/restrict-annotations",
      "other/check-ingress-nginx-controller-version-and-annotation-policy",
    ],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-url: "http://auth.example.com/#;load_module x;"
spec:
  rules: []
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/auth-url: "https://auth.example.com/oauth2/auth"
    nginx.ingress.kubernetes.io/proxy-cookie-path: "/ /; HttpOnly; Secure"
spec:
  rules: []
`,
  },
} satisfies RuleDocs;
