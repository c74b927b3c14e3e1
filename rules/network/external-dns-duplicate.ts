import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { isSameObject } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";

const annotation = "external-dns.alpha.kubernetes.io/hostname";

export default defineRule({
  id: "external-dns-duplicate",
  title: "Host name of two objects in DNS",
  on: "workspace",
  kinds: ["Service", "Ingress"],
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.annotations"],
  messages: {
    duplicate: "{resource} asks external-dns for {host}, as {other} does",
    other: "the same host name",
  },
  check({ object, workspace }, { report }) {
    const at = hostsOf(object);
    const owners = workspace.grouped(ownersByHost);
    for (const host of names(at)) {
      const other = owners.find(host, (owner) => !isSameObject(owner, object));
      if (!other) continue;
      report({
        at,
        message: "duplicate",
        args: { resource: object.label, host, other: other.label },
        related: [{ at: hostsOf(other), of: other, message: "other" }],
      });
      return;
    }
  },
});

function hostsOf({ root }: ResourceFacts): Reading {
  return root.at("metadata", "annotations", annotation);
}

function names(at: Reading): string[] {
  const hosts = at.undecided ? "" : (at.text() ?? "");
  return hosts
    .split(",")
    .map((host) => host.trim().replace(/\.$/, "").toLowerCase())
    .filter((host) => host !== "");
}

const ownersByHost: Grouping<ResourceFacts> = {
  of: ["Service", "Ingress"],
  entries: (object) => names(hostsOf(object)).map((host) => [host, object] as const),
};

export const docs = {
  what: "Two objects carry the annotation `external-dns.alpha.kubernetes.io/hostname` with the same name. Only one of them can get the record, or both are answered in turn.",
  why: "Whoever may create a Service in any namespace can ask for the name of another team. Requests of its users, with their passwords and cookies, then arrive at the wrong place.",
  legitimate: "One service in two clusters, where both are meant to answer in turn.",
  how: "Give each object a name of its own. In clusters of several teams, limit with `--domain-filter` and one external-dns per team which names can be asked for.",
  references: [
    {
      title: "ExternalDNS: Annotations",
      url: "https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1557"],
  },
  peers: { kyverno: ["other/unique-external-dns"] },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    external-dns.alpha.kubernetes.io/hostname: shop.example.com
spec:
  type: LoadBalancer
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: trial
  annotations:
    external-dns.alpha.kubernetes.io/hostname: shop.example.com
spec:
  type: LoadBalancer
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
  annotations:
    external-dns.alpha.kubernetes.io/hostname: shop.example.com
spec:
  type: LoadBalancer
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: trial
  annotations:
    external-dns.alpha.kubernetes.io/hostname: trial.example.com
spec:
  type: LoadBalancer
`,
  },
} satisfies RuleDocs;
