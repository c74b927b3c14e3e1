import { defineRule, type RuleDocs } from "../../engine/rule";
import { imageOf } from "../shared/images";

export default defineRule({
  id: "image-digest-missing",
  title: "Image not pinned to a digest",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "mitre", "hipaa"],
  fields: ["container.image"],
  coveredBy: ["image-tag-latest"],
  messages: {
    missing: 'container "{container}" uses image "{image}" without a digest',
    invalid: 'container "{container}" uses image "{image}", whose digest is not in lower case',
  },
  acceptsImage: ({ digest }) => digest !== undefined,
  check(container, context) {
    const image = imageOf(container, context);
    if (!image) return;
    const { digest } = image.reference;
    // go-digest takes lower-case letters only: the kubelet refuses the image (InvalidImageName).
    const invalid = digest !== undefined && /^sha\d+:.*[A-F]/.test(digest.text);
    if (digest && !invalid) return;
    context.report({
      at: image.at,
      message: invalid ? "invalid" : "missing",
      args: { container: container.name, image: image.text },
    });
  },
});

export const docs = {
  what: "The image is named by a tag only. A tag is a label that can be moved to other content at any time, a digest is the content's own checksum.",
  why: "Somebody who can push to the repository replaces `1.4.2` by a build of theirs, and every node that pulls it from then on runs it. The manifest that was reviewed and the scan report that was signed off speak of something else.",
  legitimate:
    "Registries with immutable tags give the same guarantee, and admission controllers or Kustomize and Flux can fill the digest in. Then switch the rule off.",
  how: "Append the digest to the tag: `registry.example/web:1.4.2@sha256:…`. Your build prints it, `crane digest` or `docker buildx imagetools inspect` looks it up, Renovate and Dependabot keep it fresh.",
  references: [
    {
      title: "Kubernetes: Images",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    },
    {
      title: "OCI Image Specification: Digests",
      url: "https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests",
    },
  ],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K02"],
    mitre: ["T1525", "T1195.002"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0306"],
    checkov: ["CKV_K8S_43"],
    kics: ["7c81d34c-8e5a-402b-9798-9f442630e678"],
    kyverno: ["other/require-image-checksum", "other/resolve-image-to-digest"],
    gatekeeper: ["general/imagedigests"],
    datree: ["CONTAINERS_MISSING_IMAGE_VALUE_DIGEST"],
    terrascan: ["AC_K8S_0069"],
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
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2@sha256:4a1c4b21597c1b4415bdbecb28a3296c6b5e23ca4f9feeb599860a1dac6a0108
`,
  },
} satisfies RuleDocs;
