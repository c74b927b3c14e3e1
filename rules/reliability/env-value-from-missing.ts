import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { containersOf } from "../shared/workloads";

export default defineRule({
  id: "env-value-from-missing",
  title: "Environment from an object that is not there",
  on: "workspace",
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["container.env.*.valueFrom", "container.envFrom"],
  messages: {
    object: '{resource} reads from {kind} "{name}", which is not in the manifests',
    key: '{resource} reads the key "{key}", which {kind} "{name}" does not have',
    here: "the object without the key",
  },
  check({ object, workspace }, context) {
    for (const container of object.pods.flatMap(containersOf)) {
      for (const variable of container.at("env").items()) {
        const from = variable.at("valueFrom");
        look("ConfigMap", from.at("configMapKeyRef"), object, workspace, context);
        look("Secret", from.at("secretKeyRef"), object, workspace, context);
      }
      for (const source of container.at("envFrom").items()) {
        look("ConfigMap", source.at("configMapRef"), object, workspace, context);
        look("Secret", source.at("secretRef"), object, workspace, context);
      }
    }
  },
});

function look(
  kind: "ConfigMap" | "Secret",
  reference: Reading,
  object: ResourceFacts,
  workspace: WorkspaceIndex,
  { report }: RuleContext,
): void {
  const at = reference.at("name");
  const name = at.text();
  if (name === undefined || reference.at("optional").boolean() === true) return;
  const namespace = namespaceOf(object);
  const found = workspace.named(kind, namespace, name);
  const args = { resource: object.label, kind, name };
  if (found.length === 0) {
    if (!(kind === "Secret" && isMade(name, namespace, workspace))) report({ at, message: "object", args });
    return;
  }
  const key = reference.at("key");
  const text = key.text();
  const [first] = found;
  if (text === undefined || !first || found.some((source) => source.partial || hasKey(source, text))) return;
  report({
    at: key,
    message: "key",
    args: { ...args, key: text },
    related: [{ at: first.place, of: first, message: "here" }],
  });
}

function hasKey({ root }: ResourceFacts, key: string): boolean {
  return ["data", "stringData", "binaryData"].some((part) => root.at(part, key).exists);
}

/** Objects that a controller turns into a Secret of their name. */
const makers = ["bitnami.com/SealedSecret", "external-secrets.io/ExternalSecret"];

function isMade(name: string, namespace: string, workspace: WorkspaceIndex): boolean {
  return (
    makers.some((kind) => workspace.named(kind, namespace, name).length > 0) ||
    workspace
      .inNamespace(namespace, "cert-manager.io/Certificate")
      .some(({ root }) => root.at("spec", "secretName").text() === name) ||
    workspace
      .inNamespace(namespace, "external-secrets.io/ExternalSecret")
      .some(({ root }) => root.at("spec", "target", "name").text() === name)
  );
}

export const docs = {
  what: "An environment variable is read from a ConfigMap or Secret that the manifests do not have in this namespace, or from a key that it does not have.",
  why: "The kubelet does not start the container and reports `CreateContainerConfigError`. Where an object of that name was left in the cluster by hand, the program silently runs with a value that nobody reviews.",
  legitimate:
    "Secrets that are made by hand, by a vault or by an operator. The rule knows sealed and external secrets and certificates of cert-manager.",
  how: "Correct the name or the key, add the object, or set `optional: true` where the program can do without.",
  references: [
    {
      title: "Kubernetes: Define environment variables from a ConfigMap",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/",
    },
    {
      title: "Kubernetes: Secrets",
      url: "https://kubernetes.io/docs/concepts/configuration/secret/",
    },
  ],
  frameworks: {},
  peers: { "kube-linter": ["env-value-from"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: LEVEL
          valueFrom:
            configMapKeyRef:
              name: web
              key: log-level
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  loglevel: info
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: LEVEL
          valueFrom:
            configMapKeyRef:
              name: web
              key: log-level
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  log-level: info
`,
  },
} satisfies RuleDocs;
