import { defineRule, type RuleDocs } from "../../engine/rule";
import { fullRepository, imageOf, liesIn } from "../shared/images";
import { optionTexts } from "../shared/options";

export default defineRule({
  id: "image-registry-not-allowed",
  title: "Image from a registry that is not on the list",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "mitre", "hipaa"],
  fields: ["container.image"],
  options: {
    registries: {
      type: "texts",
      description:
        "Where images may come from: a registry (`registry.example`), a part of one (`ghcr.io/my-team`), or a pattern with `*`.",
    },
  },
  messages: { other: 'container "{container}" takes its image from {repository}, which is not on the list' },
  check(container, context) {
    const allowed = optionTexts(context.options, "registries");
    const image = allowed && imageOf(container, context);
    if (!image || allowed.some((entry) => liesIn(image.reference, entry))) return;
    context.report({
      at: image.at,
      message: "other",
      args: { container: container.name, repository: fullRepository(image.reference) },
    });
  },
});

export const docs = {
  what: "The image comes from a registry, or a part of one, that your list does not name. The rule says nothing until the option `registries` is set.",
  why: "Images of unknown origin skip the scanning and signing that your own registry stands for. Typing a name slightly wrong, or leaving the registry out so that Docker Hub is meant, is enough to run what a stranger has published there.",
  legitimate:
    "Trying something out in a cluster of one's own. Add the registry to the list if it becomes more than that.",
  how: "Copy the image into a registry of the list (or a pull-through cache) and name it from there. `nginx` means `docker.io/library/nginx`; a list entry `docker.io/library` would allow it.",
  references: [
    {
      title: "Kubernetes: Images",
      url: "https://kubernetes.io/docs/concepts/containers/images/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K02"],
    cis: ["5.1.4"],
    mitre: ["T1195.002", "T1525"],
  },
  peers: {
    kubescape: ["C-0078", "C-0304"],
    trivy: ["KSV-0125", "KSV-0032", "KSV-0033", "KSV-0034", "KSV-0035"],
    kyverno: [
      "best-practices/restrict-image-registries",
      "other/advanced-restrict-image-registries",
      "other/allowed-image-repos",
      "other/replace-image-registry",
      "other/prepend-registry",
      "other/replace-image-registry-with-harbor",
    ],
    gatekeeper: ["general/allowedrepos", "general/allowedreposv2"],
    "azure-policy": ["ContainerAllowedImages"],
  },
  examples: {
    options: { registries: ["registry.example"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27.3
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/mirror/nginx:1.27.3
`,
  },
} satisfies RuleDocs;
