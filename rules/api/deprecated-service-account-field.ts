import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove, rename } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "deprecated-service-account-field",
  title: "Deprecated field serviceAccount",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025"],
  fields: ["pod.serviceAccount", "pod.serviceAccountName"],
  fix: "safe",
  messages: {
    deprecated: '{resource} names its service account in the deprecated field "serviceAccount"',
    overruled: '{resource} runs as "{name}", not as "{account}" of the deprecated field "serviceAccount"',
  },
  check(pod, { report }) {
    const at = pod.field.at("serviceAccount");
    const current = pod.field.at("serviceAccountName");
    const account = at.text();
    // The API server writes both when it shows a pod.
    if (account === undefined || account === "" || account === current.text()) return;
    const name = current.text();
    report({
      at,
      mark: "key",
      message: name ? "overruled" : "deprecated",
      args: { resource: pod.resource.label, account, name: name ?? "" },
      fix: () =>
        current.exists
          ? name
            ? { title: "Remove serviceAccount", safety: "safe", edits: [remove(at)] }
            : undefined
          : {
              title: "Rename it to serviceAccountName",
              safety: "safe",
              edits: [rename(at, "serviceAccountName")],
            },
    });
  },
});

export const docs = {
  what: "The pod names its service account in `serviceAccount`, the old name of `serviceAccountName`.",
  why: "Where both are written, Kubernetes takes `serviceAccountName` and says nothing. Reviewers, and tools that know only the new name, then take the pod for one of `default`, or for one of the wrong account.",
  legitimate:
    "Objects as `kubectl get -o yaml` shows them: they have both fields with one value, which is not reported.",
  how: "Rename the key to `serviceAccountName`; where both stand, remove the old one.",
  references: [
    {
      title: "Kubernetes: PodSpec",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodSpec",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: {
    "kube-linter": ["deprecated-service-account-field"],
    kubescape: ["C-0294"],
    kubeaudit: ["asat/AutomountServiceAccountTokenDeprecated"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccount: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
