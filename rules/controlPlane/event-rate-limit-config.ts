import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "event-rate-limit-config",
  title: "Event rate limits are not configured",
  on: "resource",
  kinds: ["apiserver.config.k8s.io/AdmissionConfiguration", "apiserver.k8s.io/AdmissionConfiguration"],
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.plugins.*.name"],
  messages: { missing: "the admission configuration sets no event rate limits" },
  check({ root }, { report }) {
    const plugins = root.at("plugins");
    if (plugins.items().some((plugin) => plugin.at("name").string() === "EventRateLimit")) return;
    report({ at: plugins, place: plugins.exists ? plugins : root, message: "missing", missing: true });
  },
});

export const docs = {
  what: "The admission configuration has no section for the plugin `EventRateLimit`, so that the plugin, even where it is enabled, limits nothing.",
  why: "A broken or hostile client can flood the API server with events, fill etcd and make the control plane unusable for everybody.",
  legitimate:
    "API Priority and Fairness (on by default since 1.20) limits the requests of each client too; small clusters do well with it alone.",
  how: "Add a plugin named `EventRateLimit` whose configuration (`eventratelimit.admission.k8s.io/v1alpha1`) sets limits by server, namespace or user.",
  references: [
    {
      title: "Kubernetes: EventRateLimit",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#eventratelimit",
    },
    {
      title: "Kubernetes: Event rate limit configuration",
      url: "https://kubernetes.io/docs/reference/config-api/apiserver-eventratelimit.v1alpha1/",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], mitre: ["T1499"] },
  peers: { checkov: ["CKV_K8S_78"] },
  examples: {
    bad: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    path: pod-security.yaml
`,
    good: `apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    path: pod-security.yaml
  - name: EventRateLimit
    path: event-rate-limit.yaml
`,
  },
} satisfies RuleDocs;
