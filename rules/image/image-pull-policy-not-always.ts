import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { imageOf } from "../shared/images";

export default defineRule({
  id: "image-pull-policy-not-always",
  title: "Image pull policy other than Always",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "mitre", "hipaa"],
  fields: ["container.imagePullPolicy", "container.image"],
  fix: "review",
  messages: {
    set: 'container "{container}" may run image "{image}" as the node has it: the pull policy is {policy}',
    unset:
      'container "{container}" may run image "{image}" as the node has it: IfNotPresent is the default for its tag',
  },
  // What an unset policy means: pkg/apis/core/v1/defaults.go, `SetDefaults_Container`. A digest leaves no room for other
  // content.
  check(container, context) {
    const image = imageOf(container, context);
    if (!image || image.reference.digest) return;
    const at = container.field.at("imagePullPolicy");
    const policy = at.text();
    const tag = image.reference.tag?.text ?? "latest";
    if (policy ? policy === "Always" : tag === "latest") return;
    context.report({
      at,
      message: policy ? "set" : "unset",
      args: { container: container.name, image: image.text, policy: policy ?? "" },
      missing: !policy,
      fix: () => ({
        title: "Set imagePullPolicy to Always",
        safety: "review",
        edits: [set(at, "Always")],
      }),
    });
  },
});

export const docs = {
  what: "The kubelet does not ask the registry about this image when the node already has one of that name. Unless the tag is `latest` or missing, that is also the default.",
  why: "A node keeps running an old build after the tag was moved to a fixed one, so a security update seems to be rolled out and is not. On shared nodes any pod can also start a private image that another tenant has pulled, without having the credentials for it (before Kubernetes 1.35, where the kubelet began to check that by default).",
  legitimate:
    "Nodes without a network, images built into the node, and clusters with the admission plugin AlwaysPullImages. An image pinned to a digest is not reported: its content cannot change.",
  how: "Set `imagePullPolicy: Always`. Layers that the node has are not loaded again, only the manifest is asked for; but the registry must be reachable when a pod starts.",
  references: [
    {
      title: "Kubernetes: Image pull policy",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
    },
    {
      title: "Kubernetes: AlwaysPullImages",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages",
    },
  ],
  frameworks: { hipaa: ["164.312(c)(1)"], "owasp-2022": ["K02"], mitre: ["T1525"], cwe: ["CWE-665"] },
  peers: {
    kubescape: ["C-0075"],
    checkov: ["CKV_K8S_15"],
    polaris: ["pullPolicyNotAlways"],
    "kube-score": ["container-image-pull-policy"],
    kics: ["caa3479d-885d-4882-9aac-95e5e78ef5c2"],
    kyverno: ["other/imagepullpolicy-always", "other/always-pull-images"],
    "azure-policy": ["ContainerAllowedPullPolicy"],
    terrascan: ["AC_K8S_0021"],
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
      imagePullPolicy: IfNotPresent
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      imagePullPolicy: Always
`,
  },
} satisfies RuleDocs;
