import { parseImage } from "../../engine/kubernetes/image";
import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "image-tag-latest",
  title: "Image without a fixed version",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "mitre", "hipaa"],
  fields: ["container.image"],
  messages: {
    noTag: 'container "{container}" uses image "{image}" without a tag',
    latest: 'container "{container}" uses image "{image}" with the tag "latest"',
  },
  acceptsImage: ({ tag, digest }) => digest !== undefined || (tag !== undefined && tag.text !== "latest"),
  check({ name, field }, { report, undecided }) {
    const at = field.at("image");
    if (at.undecided) return undecided(at);
    const image = at.string();
    // Istio's injector puts the image of the proxy in its place.
    if (image === "auto") return;
    const reference = image === undefined ? undefined : parseImage(image);
    if (image === undefined || !reference || reference.digest) return;
    if (reference.tag && reference.tag.text !== "latest") return;
    report({ at, message: reference.tag ? "latest" : "noTag", args: { container: name, image } });
  },
});

export const docs = {
  what: "The image has no tag, or the tag `latest`, which is what a missing tag means. Which program runs is decided by whatever the registry holds when a node pulls the image.",
  why: "Whoever can push to the repository, or takes over the account that can, has their code running at the next pod start, and no manifest shows a change. Two replicas may run different programs, and a rollback goes back to the same tag with the new content.",
  legitimate:
    "Images that are built on the spot for a local cluster, and manifests whose tag a pipeline fills in. Suppress the finding there with the reason. A Kustomize base is fine where every overlay in the workspace gives the image a tag or digest.",
  how: "Name the version that was tested, best with the digest: `registry.example/web:1.4.2@sha256:…`. Where a digest stands, the tag no longer decides anything.",
  references: [
    {
      title: "Kubernetes: Images",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    },
    {
      title: "Kubernetes: Image pull policy",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy",
    },
  ],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K02"],
    mitre: ["T1525", "T1195.002"],
    cwe: ["CWE-665"],
  },
  peers: {
    trivy: ["KSV-0013"],
    "kube-linter": ["latest-tag"],
    checkov: ["CKV_K8S_14"],
    polaris: ["tagNotSpecified"],
    "kube-score": ["container-image-tag"],
    kubeaudit: ["image/ImageTagMissing"],
    kics: ["583053b7-e632-46f0-b989-f81ff8045385"],
    kyverno: ["best-practices/disallow-latest-tag"],
    gatekeeper: ["general/disallowedtags"],
    "azure-policy": ["ImagesDoNotUseLatest"],
    sonar: ["S6596"],
    datree: ["CONTAINERS_MISSING_IMAGE_VALUE_VERSION"],
    terrascan: ["AC_K8S_0068"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:latest
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
