import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { imageOf } from "../shared/images";

interface Retired {
  /** What the reference starts with. */
  readonly prefix: string;
  readonly message: string;
  readonly successor?: string;
}

const regions = ["", "us.", "eu.", "asia."];

/** Registries that get no new images, or are gone. */
const retired: readonly Retired[] = [
  { prefix: "k8s.gcr.io/", message: "frozen", successor: "registry.k8s.io/" },
  ...regions.flatMap((region) =>
    ["google-containers", "google_containers", "k8s-artifacts-prod"].map((project) => ({
      prefix: `${region}gcr.io/${project}/`,
      message: "frozen",
      successor: "registry.k8s.io/",
    })),
  ),
  { prefix: "docker.pkg.github.com/", message: "closed" },
];

export default defineRule({
  id: "image-registry-deprecated",
  title: "Image from a retired registry",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "hipaa"],
  fields: ["container.image"],
  fix: "review",
  messages: {
    frozen: 'container "{container}" uses {registry}, which has got no new images since 2023',
    closed: 'container "{container}" uses {registry}, which has been shut down',
  },
  check(container, context) {
    const image = imageOf(container, context);
    const found = image && retired.find(({ prefix }) => image.text.startsWith(prefix));
    if (!image || !found) return;
    const { prefix, successor } = found;
    context.report({
      at: image.at,
      message: found.message,
      args: { container: container.name, registry: prefix.slice(0, -1) },
      ...(successor && {
        fix: () => ({
          title: "Use registry.k8s.io",
          // Nodes that hold the image already, mirrors and lists of allowed registries go by the name.
          safety: "review",
          edits: [set(image.at, successor + image.text.slice(prefix.length))],
        }),
      }),
    });
  },
});

export const docs = {
  what: "`k8s.gcr.io` and its forerunners `gcr.io/google-containers` and `k8s-artifacts-prod` were replaced by `registry.k8s.io` and have been frozen since April 2023. A few other registries are gone altogether.",
  why: "A frozen registry never gets the build that fixes a hole, so an image from there only grows older; and the day it is switched off, no new node can start the pod.",
  legitimate: "None: `registry.k8s.io` serves what `k8s.gcr.io` did, which only redirects there.",
  how: "Write `registry.k8s.io` in place of the old name. For `gcr.io/google-containers` check that the image was carried over. Where outgoing traffic is filtered, allow the new name and the stores it redirects to.",
  references: [
    {
      title: "Kubernetes blog: k8s.gcr.io image registry will be frozen",
      url: "https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/",
    },
    {
      title: "Kubernetes blog: registry.k8s.io, faster, cheaper and generally available",
      url: "https://kubernetes.io/blog/2022/11/28/registry-k8s-io-faster-cheaper-ga/",
    },
  ],
  frameworks: { hipaa: ["164.312(c)(1)"], "owasp-2022": ["K02"] },
  peers: { kubescape: ["C-0253"], kyverno: ["other/restrict-deprecated-registry"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: pause
spec:
  containers:
    - name: pause
      image: k8s.gcr.io/pause:3.9
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: pause
spec:
  containers:
    - name: pause
      image: registry.k8s.io/pause:3.9
`,
  },
} satisfies RuleDocs;
