import { defineRule, type RuleDocs } from "../../engine/rule";
import { tillerIn, tillerName } from "../shared/tiller";

export default defineRule({
  id: "tiller-deployed",
  title: "Tiller deployed",
  on: "podSpec",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.image", "container.name", "pod.metadata.labels"],
  messages: {
    container: 'container "{container}" runs Tiller, the server of Helm 2',
    label: "{resource} is named as Tiller, the server of Helm 2",
  },
  check(pod, { report }) {
    let found = false;
    for (const container of pod.containers) {
      const at = tillerIn(container);
      if (!at) continue;
      found = true;
      report({ at, container, message: "container", args: { container: container.name } });
    }
    const name = found ? undefined : tillerName(pod);
    if (name)
      report({
        at: name.at,
        message: "label",
        args: { resource: pod.resource.label },
        ...(!name.isCertain && { profiles: [], severity: "low" }),
      });
  },
});

export const docs = {
  what: "The manifest deploys Tiller, the part of Helm 2 that ran in the cluster. Helm 2 has had no security fixes since November 2020.",
  why: "Tiller listens without authentication and usually has cluster-admin. Any pod that reaches its port can install whatever it likes as that account: one taken-over web server is enough for the whole cluster.",
  legitimate: "Never in a cluster that is used for anything.",
  how: "Move the releases to Helm 3 or newer with the plugin `helm-2to3`, and delete Tiller with its service account and binding.",
  references: [
    { title: "Helm: Migrating from Helm 2", url: "https://helm.sh/docs/topics/v2_v3_migration/" },
    {
      title: "Kubernetes: Role based access control good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1610", "T1078"], cwe: ["CWE-200"] },
  peers: {
    trivy: ["KSV-0102"],
    checkov: ["CKV_K8S_34"],
    kics: ["6d173be7-545a-46c6-a81d-2ae52ed1605d"],
    kyverno: ["best-practices/disallow-helm-tiller"],
    terrascan: ["AC_K8S_0071"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: tiller
spec:
  containers:
    - name: tiller
      image: gcr.io/kubernetes-helm/tiller:v2.17.0
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
