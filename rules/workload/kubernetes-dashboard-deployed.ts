import { parseImage } from "../../engine/kubernetes/image";
import { defineRule, type RuleDocs } from "../../engine/rule";

const labels = ["app", "k8s-app", "app.kubernetes.io/name", "app.kubernetes.io/part-of"];

export default defineRule({
  id: "kubernetes-dashboard-deployed",
  title: "Kubernetes Dashboard deployed",
  on: "podSpec",
  severity: "high",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.image", "pod.metadata.labels"],
  messages: {
    image: 'container "{container}" runs the Kubernetes Dashboard',
    label: "{resource} is labelled as the Kubernetes Dashboard",
  },
  check(pod, { report }) {
    let found = false;
    for (const container of pod.containers) {
      const at = container.field.at("image");
      if (!isDashboard(at.string() ?? "")) continue;
      found = true;
      report({ at, container, message: "image", args: { container: container.name } });
    }
    if (found) return;
    for (const metadata of [pod.metadata, pod.resource.metadata])
      for (const label of labels) {
        const at = metadata.at("labels", label);
        if (at.string() !== "kubernetes-dashboard") continue;
        report({ at, message: "label", args: { resource: pod.resource.label } });
        return;
      }
  },
});

/** `kubernetesui/dashboard`, `kubernetesui/dashboard-api`, `k8s.gcr.io/kubernetes-dashboard-amd64`. */
function isDashboard(image: string): boolean {
  const repository = parseImage(image)?.repository.text ?? "";
  return /(?:^|\/)kubernetes-dashboard(?:-|$)|(?:^|\/)kubernetesui\/dashboard(?:-|$)/.test(repository);
}

export const docs = {
  what: "The manifest deploys the Kubernetes Dashboard: a web page from which the cluster is administered. Its project was archived and gets no fixes any more.",
  why: "Dashboards without a login, or with one that could be skipped, have led strangers into clusters of well-known companies, where they mined coins and read cloud credentials. Even behind a login it is one more way to the API that an administrator's browser can be tricked into.",
  legitimate: "Clusters to learn with, reached by `kubectl port-forward` alone.",
  how: "Remove it. Headlamp and the consoles of cloud providers do the same with the permissions of whoever logs in; so does `kubectl`.",
  references: [
    {
      title: "Kubernetes: Deploy and access the Kubernetes Dashboard",
      url: "https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"], mitre: ["T1133", "T1538"], cwe: ["CWE-779"] },
  peers: {
    checkov: ["CKV_K8S_33"],
    kics: ["d2ad057f-0928-41ef-a83c-f59203bb855b"],
    terrascan: ["AC_K8S_0067"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: dashboard
spec:
  containers:
    - name: dashboard
      image: docker.io/kubernetesui/dashboard:v2.7.0
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
