import { defineRule, type RuleDocs } from "../../engine/rule";
import { snippetAnnotation } from "../shared/nginxAnnotations";
import { ingressNginxAnnotations } from "../shared/serviceReferences";

export default defineRule({
  id: "ingress-nginx-snippet-annotation",
  title: "Snippet of nginx configuration",
  on: "resource",
  kinds: ["Ingress"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    ...["auth", "configuration", "modsecurity", "server", "stream"].map(
      (name) => `resource.metadata.annotations.nginx.ingress.kubernetes.io/${name}-snippet`,
    ),
    "resource.metadata.annotations.nginx.org/server-snippets",
    "resource.metadata.annotations.nginx.org/location-snippets",
  ],
  coveredBy: ["ingress-nginx-annotation-injection"],
  messages: { snippet: '{resource} writes into the configuration of nginx with "{annotation}"' },
  check({ metadata, label }, { report }) {
    for (const at of metadata.at("annotations").entries()) {
      const annotation = String(at.key);
      if (!snippetAnnotation.test(annotation) || !at.text()?.trim()) continue;
      report({ at, mark: "key", message: "snippet", args: { resource: label, annotation } });
    }
  },
});

export const docs = {
  what: "An annotation of the Ingress (`configuration-snippet`, `server-snippet` and their like) is copied as it is into the configuration of the nginx that serves the whole cluster.",
  why: "nginx configuration can read files and run Lua. Whoever may write an Ingress in one namespace reads the controller's service account token with two lines of it, and by that token the Secrets of every namespace (CVE-2021-25742).",
  legitimate:
    "Clusters where only administrators write Ingresses. Even there most snippets have an annotation or a ConfigMap setting that does the same; ingress-nginx ignores snippets by default since 1.9.",
  how: "Replace the snippet by the annotation made for it (`proxy-body-size`, `enable-cors`, `custom-headers`, `rewrite-target` and so on), or put the setting into the controller's ConfigMap, where administrators alone write.",
  references: [
    ingressNginxAnnotations,
    {
      title: "Kubernetes: CVE-2021-25742, ingress-nginx custom snippets allow retrieval of Secrets",
      url: "https://github.com/kubernetes/kubernetes/issues/126811",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K10"],
    "owasp-2025": ["K07"],
    mitre: ["T1190", "T1552"],
  },
  peers: {
    checkov: ["CKV_K8S_152", "CKV_K8S_153", "CKV_K8S_154"],
    datree: ["INGRESS_CVE2021_25742_INCORRECT_SERVER_SNIPPET_KEY"],
    kyverno: ["nginx-ingress/disallow-ingress-nginx-custom-snippets"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/configuration-snippet: |
      more_set_headers "X-Frame-Options: DENY";
spec:
  rules: []
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
  annotations:
    nginx.ingress.kubernetes.io/custom-headers: shop/frame-options
spec:
  rules: []
`,
  },
} satisfies RuleDocs;
