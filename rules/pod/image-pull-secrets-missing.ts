import { parseImage } from "../../engine/kubernetes/image";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";

export default defineRule({
  id: "image-pull-secrets-missing",
  title: "No secret to pull images with",
  on: "podSpec",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "mitre"],
  fields: ["pod.imagePullSecrets"],
  options: {
    registries: {
      type: "texts",
      description: "Registries whose images need an imagePullSecret; * stands for any text",
    },
  },
  messages: { missing: "{resource} pulls images from {registry} with whatever credentials the node has" },
  check(pod, { options, report }) {
    const registries = optionTexts(options, "registries");
    const at = pod.field.at("imagePullSecrets");
    if (!registries || at.undecided || at.items().length > 0) return;
    for (const container of pod.containers) {
      const image = parseImage(container.field.at("image").string() ?? "");
      const registry = image?.registry?.text ?? "docker.io";
      if (!image || !matchesAny(registry, registries)) continue;
      report({ at, missing: true, message: "missing", args: { resource: pod.resource.label, registry } });
      return;
    }
  },
});

export const docs = {
  what: "The pod uses an image of a registry that you called private, and names no `imagePullSecrets`.",
  why: "The image is then pulled with credentials that belong to the node and serve all its pods. Whoever may create a pod there can start, and read, the private images of others.",
  legitimate:
    "ServiceAccounts that carry the pull secrets, and nodes that get short-lived credentials from a credential provider.",
  how: "Name the secret in `imagePullSecrets` of the pod or of its ServiceAccount. The rule is silent until `registries` is set.",
  references: [
    {
      title: "Kubernetes: Pull an image from a private registry",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/",
    },
  ],
  frameworks: { "owasp-2022": ["K02"], mitre: ["T1525"] },
  peers: { "azure-policy": ["ContainerRestrictedImagePulls"], kyverno: ["other/require-imagepullsecrets"] },
  examples: {
    options: { registries: ["registry.example"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  imagePullSecrets:
    - name: registry
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
