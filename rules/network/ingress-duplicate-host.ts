import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { isSameObject, namespaceOf } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";

export default defineRule({
  id: "ingress-duplicate-host",
  title: "Host of two Ingresses",
  on: "workspace",
  kinds: ["Ingress", "route.openshift.io/Route"],
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.rules.*.host", "resource.spec.rules.*.http.paths.*.path", "resource.spec.host"],
  messages: {
    namespace: "{resource} takes the host {host}, which {other} in another namespace has",
    path: "{resource} takes {host}{path}, which {other} has",
    other: "the same host",
  },
  check({ object, workspace }, { report }) {
    const table = workspace.grouped(claimsByHost);
    const said = new Set<string>();
    for (const claim of claimsOf(object)) {
      if (said.has(claim.host)) continue;
      const other = table.find(claim.host, (candidate) => isConflict(claim, candidate));
      if (!other) continue;
      const { host, path, at } = claim;
      said.add(host);
      report({
        at,
        message: namespaceOf(other.of) === namespaceOf(object) ? "path" : "namespace",
        args: { resource: object.label, host, path, other: other.of.label },
        related: [{ at: other.at, of: other.of, message: "other" }],
      });
    }
  },
});

interface Claim {
  readonly of: ResourceFacts;
  readonly at: Reading;
  readonly host: string;
  readonly path: string;
}

/** Within a namespace a host is commonly split into paths; another namespace is another owner. */
function isConflict(a: Claim, b: Claim): boolean {
  if (isSameObject(a.of, b.of) || a.of.kind !== b.of.kind || isCanary(a.of) || isCanary(b.of)) return false;
  const classes = [classOf(a.of), classOf(b.of)];
  if (classes[0] !== undefined && classes[1] !== undefined && classes[0] !== classes[1]) return false;
  return namespaceOf(a.of) !== namespaceOf(b.of) || a.path === b.path;
}

/** ingress-nginx: a second Ingress of the host that takes a share of the first one's traffic. */
function isCanary({ root }: ResourceFacts): boolean {
  return root.at("metadata", "annotations", "nginx.ingress.kubernetes.io/canary").text() === "true";
}

/** Ingresses of two classes are served by two controllers, each at an address of its own. */
function classOf({ root }: ResourceFacts): string | undefined {
  return (
    root.at("spec", "ingressClassName").text() ??
    root.at("metadata", "annotations", "kubernetes.io/ingress.class").text()
  );
}

const claimsByHost: Grouping<Claim> = {
  of: ["Ingress", "route.openshift.io/Route"],
  entries: (object) => claimsOf(object).map((claim) => [claim.host, claim] as const),
};

function claimsOf(of: ResourceFacts): Claim[] {
  const spec = of.root.at("spec");
  const claim = (at: Reading, host: Reading, path: string): Claim[] => {
    const name = host.undecided ? undefined : host.text();
    return name ? [{ of, at, host: name.toLowerCase(), path: path || "/" }] : [];
  };
  if (of.kind !== "Ingress") return claim(spec.at("host"), spec.at("host"), spec.at("path").text() ?? "");
  return spec
    .at("rules")
    .items()
    .flatMap((rule) => {
      const host = rule.at("host");
      const paths = rule.at("http", "paths").items();
      if (paths.length === 0) return claim(host, host, "");
      return paths.flatMap((path) => claim(host, host, path.at("path").text() ?? ""));
    });
}

export const docs = {
  what: "Two Ingresses (or OpenShift Routes) claim the same host: in two namespaces, or with the same path in one. The controller merges them or lets one win, mostly the older one.",
  why: "Whoever may create an Ingress in any namespace can add paths to the host of another team, or take it over when the older object is replaced, and receive its users' passwords and cookies.",
  legitimate:
    "A canary Ingress beside the main one, and one host that is split into paths by several Ingresses of a namespace: the rule is silent for different paths there, and for different classes.",
  how: "Give each Ingress a host of its own, or keep all rules of a host in one namespace. An admission policy can reserve hosts for namespaces.",
  references: [
    {
      title: "Kubernetes: Ingress",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/",
    },
    {
      title: "Gateway API: Cross-namespace routing",
      url: "https://gateway-api.sigs.k8s.io/guides/multiple-ns/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1557"],
  },
  peers: {
    gatekeeper: ["general/uniqueingresshost"],
    "azure-policy": ["IngressHostnamesConflict"],
    kyverno: [
      "other/unique-ingress-host",
      "other/unique-ingress-path",
      "other/unique-ingress-host-and-path",
      "openshift/unique-routes",
    ],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: trial
spec:
  rules:
    - host: shop.example.com
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: shop
spec:
  rules:
    - host: shop.example.com
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  namespace: trial
spec:
  rules:
    - host: trial.example.com
`,
  },
} satisfies RuleDocs;
