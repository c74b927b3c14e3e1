import { defineRule, type RuleDocs } from "../../engine/rule";
import { mountedVolumes, sourcesOf } from "../shared/mounts";

export default defineRule({
  id: "workload-mounts-secret",
  title: "Workload that reads a Secret",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: [
    "container.volumeMounts.*.name",
    "pod.volumes.*.secret.secretName",
    "container.env.*.valueFrom.secretKeyRef.name",
  ],
  messages: {
    volume: 'container "{container}" mounts the Secret "{secret}"',
    environment: 'container "{container}" reads the Secret "{secret}" into its environment',
  },
  check(pod, { report }) {
    for (const { container, at, volume } of mountedVolumes(pod))
      for (const source of sourcesOf(volume, "secret"))
        report({
          at,
          container,
          message: "volume",
          args: { container: container.name, secret: source.text() ?? "" },
        });
    for (const container of pod.containers) {
      const variables = container.field.at("env").items();
      const sources = container.field.at("envFrom").items();
      for (const at of [
        ...variables.map((one) => one.at("valueFrom", "secretKeyRef", "name")),
        ...sources.map((one) => one.at("secretRef", "name")),
      ]) {
        const secret = at.text();
        if (secret !== undefined)
          report({ at, container, message: "environment", args: { container: container.name, secret } });
      }
    }
  },
});

export const docs = {
  what: "The workload reads a Secret. Nothing is wrong with that: this is an inventory, for those who want to know which pods hold which secrets.",
  why: "Whoever takes such a pod over has the secret, and so does everybody who may create pods in its namespace. When a secret leaks, this list says where it was in use.",
  legitimate: "Always, where the program needs the secret.",
  how: "Give each workload a Secret of its own with just the keys it needs, and prefer a mounted file to an environment variable.",
  references: [
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  ],
  frameworks: {},
  peers: {
    kubescape: ["C-0255"],
    kyverno: ["other/no-secrets", "other/restrict-secrets-by-name", "other/restrict-secrets-by-label"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: keys
          mountPath: /keys
          readOnly: true
  volumes:
    - name: keys
      secret:
        secretName: web-keys
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: settings
      configMap:
        name: web
`,
  },
} satisfies RuleDocs;
