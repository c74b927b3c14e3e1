import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { annotationBoolean } from "../shared/ingress";

export default defineRule({
  id: "ingress-nginx-snippets-enabled",
  title: "Snippets allowed in ingress-nginx",
  on: "resource",
  kinds: ["ConfigMap"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "nsa", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.data.allow-snippet-annotations"],
  fix: "review",
  messages: {
    allowed: "{resource} lets every Ingress write into the configuration of nginx",
    byDefault: "{resource} leaves snippets of nginx configuration allowed, as versions before 1.9 do",
  },
  check(resource, { report }) {
    const at = resource.root.at("data", "allow-snippet-annotations");
    const missing = !at.exists;
    if (missing ? !isOldController(resource) : annotationBoolean(at) === false) return;
    report({
      at,
      place: missing ? resource.root.at("data") : at,
      message: missing ? "byDefault" : "allowed",
      args: { resource: resource.label },
      missing,
      fix: () => ({
        title: 'Set allow-snippet-annotations to "false"',
        safety: "review",
        edits: [set(at, "false")],
      }),
    });
  },
});

/** The controller's ConfigMap as its chart and manifests write it, of a version that allows snippets by default. */
function isOldController({ metadata }: ResourceView): boolean {
  const label = (name: string) => metadata.at("labels", `app.kubernetes.io/${name}`).text();
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,3})\./.exec(label("version") ?? "") ?? [];
  return (
    label("name") === "ingress-nginx" &&
    label("component") === "controller" &&
    major !== undefined &&
    (major === "0" || (major === "1" && Number(minor) < 9))
  );
}

export const docs = {
  what: 'The ConfigMap of ingress-nginx sets `allow-snippet-annotations` to something other than `"false"`, or leaves it out for a version before 1.9, which allows snippets by default.',
  why: "Then everybody who may create an Ingress, in whatever namespace, writes nginx configuration that runs with the controller's rights. The controller can read the Secrets of the whole cluster, and so can they (CVE-2021-25742).",
  legitimate:
    "Clusters in which the same few people run the controller and write all Ingresses. Set `annotations-risk-level` and a word blocklist there.",
  how: 'Set `allow-snippet-annotations: "false"` and replace the snippets that are in use by annotations made for the purpose.',
  references: [
    {
      title: "ingress-nginx: allow-snippet-annotations",
      url: "https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-snippet-annotations",
    },
    {
      title: "Kubernetes: CVE-2021-25742, ingress-nginx custom snippets allow retrieval of Secrets",
      url: "https://github.com/kubernetes/kubernetes/issues/126811",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K10"],
    "owasp-2025": ["K07"],
    nsa: ["C-0059"],
    mitre: ["T1190"],
  },
  peers: {
    kubescape: ["C-0059"],
    datree: ["CONFIGMAP_CVE2021_25742_INCORRECT_SNIPPET_ANNOTATIONS_VALUE"],
    terrascan: ["AC_K8S_0050"],
  },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
data:
  allow-snippet-annotations: "true"
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata:
  name: ingress-nginx-controller
  namespace: ingress-nginx
data:
  allow-snippet-annotations: "false"
`,
  },
} satisfies RuleDocs;
