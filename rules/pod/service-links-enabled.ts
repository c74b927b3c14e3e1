import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "service-links-enabled",
  title: "Services listed in the environment",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.enableServiceLinks"],
  fix: "review",
  messages: {
    missing: "every container of {resource} gets the addresses of all Services of its namespace",
    enabled: "{resource} asks for the addresses of all Services of its namespace",
  },
  check(pod, { report }) {
    const at = pod.field.at("enableServiceLinks");
    if (at.boolean() === false) return;
    report({
      at,
      missing: !at.present,
      message: at.present ? "enabled" : "missing",
      args: { resource: pod.resource.label },
      fix: () => ({
        title: "Set enableServiceLinks to false",
        safety: "review",
        edits: [set(at, false)],
      }),
    });
  },
});

export const docs = {
  what: "Unless `enableServiceLinks` is `false`, the kubelet puts variables for every Service of the namespace into every container.",
  why: "An intruder reads the map of the namespace from the environment without a single request that could be noticed. With thousands of Services the variables also keep programs from starting.",
  legitimate: "Old programs that find their neighbours by these variables.",
  how: "Set `enableServiceLinks: false`; DNS finds Services without it.",
  references: [
    {
      title: "Kubernetes: Accessing a Service through the environment",
      url: "https://kubernetes.io/docs/tutorials/services/connect-applications-service/#accessing-the-service",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1046"] },
  peers: { kyverno: ["other/disable-service-discovery"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  enableServiceLinks: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  enableServiceLinks: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
