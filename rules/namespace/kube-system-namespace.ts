import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { isSystemNamespace } from "../shared/namespaceLevels";

export default defineRule({
  id: "kube-system-namespace",
  title: "Workload among Kubernetes' own",
  on: "podSpec",
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "nsa", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.metadata.namespace"],
  messages: { system: '{resource} is put into "{namespace}", which belongs to Kubernetes itself' },
  check(pod, { report }) {
    const { resource } = pod;
    const namespace = resource.namespace;
    if (namespace === undefined || !isSystemNamespace(namespace) || belongsThere(pod)) return;
    report({
      at: resource.metadata.at("namespace"),
      message: "system",
      args: { resource: resource.label, namespace },
    });
  },
});

/** What kubeadm, kOps, managed clusters and the add-ons of Kubernetes put there. */
const components =
  /^(?:kube-(?:apiserver|controller-manager|scheduler|proxy|dns)|cloud-controller-manager|etcd|coredns|metrics-server|node-local-dns|dns-autoscaler|konnectivity-agent)\b/;

function belongsThere({ resource, metadata, field }: PodSpecView): boolean {
  const label = (name: string) =>
    metadata.at("labels", name).text() ?? resource.metadata.at("labels", name).text();
  return (
    components.test(resource.name ?? "") ||
    label("tier") === "control-plane" ||
    components.test(label("component") ?? "") ||
    components.test(label("k8s-app") ?? "") ||
    label("kubernetes.io/cluster-service") === "true" ||
    // Reserved for what the node or the cluster cannot do without.
    /^system-(?:node|cluster)-critical$/.test(field.at("priorityClassName").string() ?? "")
  );
}

export const docs = {
  what: "A workload is put into `kube-system`, `kube-public` or `kube-node-lease`, and is none of the components that run there.",
  why: "`kube-system` holds the service accounts of the controllers, some of which may do nearly anything, and is exempted by many policies and admission webhooks. A program there can be given those accounts, is hidden among the system's own pods, and is checked by nobody; attackers choose the place for that reason.",
  legitimate:
    "Drivers and add-ons that their makers install there, though most can live elsewhere. Pods of the priority classes `system-node-critical` and `system-cluster-critical` are not reported.",
  how: "Make a namespace for the program and put its name into `metadata.namespace`.",
  references: [
    {
      title: "Kubernetes: Initial namespaces",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces",
    },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"], nsa: ["NSA 1.0 1.12"], mitre: ["T1036"] },
  peers: { trivy: ["KSV-0037"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: kube-system
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
