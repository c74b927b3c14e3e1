import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "ephemeral-containers",
  title: "Ephemeral container in a manifest",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.ephemeralContainers"],
  fix: "review",
  messages: {
    present: "{resource} has ephemeral containers, which the API server does not take from a manifest",
  },
  check(pod, { report }) {
    const at = pod.field.at("ephemeralContainers");
    if (at.items().length === 0) return;
    report({
      at,
      mark: "key",
      message: "present",
      args: { resource: pod.resource.label },
      fix: () => ({ title: "Remove ephemeralContainers", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "The pod spec lists ephemeral containers. They can only be added to a pod that runs, by a request of its own; a manifest that has them is refused, or was copied from a pod that somebody has debugged.",
  why: "An ephemeral container joins the namespaces of a running pod with an image of somebody's choice. In a manifest it shows that such a pod was taken for the source, with whatever else was changed in it by hand.",
  legitimate: "Recorded objects (`kubectl get -o yaml`) that are kept for study.",
  how: "Remove the list. Use `kubectl debug` when it is needed, and say in RBAC who may `patch` `pods/ephemeralcontainers`.",
  references: [
    {
      title: "Kubernetes: Ephemeral containers",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1609"] },
  peers: { kyverno: ["other/block-ephemeral-containers"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  ephemeralContainers:
    - name: debug
      image: registry.example/tools:1.0
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
