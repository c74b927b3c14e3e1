import { defineRule, type RuleDocs } from "../../engine/rule";
import { fullRepository, imageOf, liesIn } from "../shared/images";
import { optionTexts } from "../shared/options";

export default defineRule({
  id: "image-registry-blocked",
  title: "Image from a blocked registry",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "mitre", "hipaa"],
  fields: ["container.image"],
  coveredBy: ["image-registry-not-allowed"],
  options: {
    registries: {
      type: "texts",
      description:
        "Where images must not come from: a registry, a part of one (`docker.io/somebody`), or a pattern with `*`.",
    },
  },
  messages: {
    blocked: 'container "{container}" takes its image from {repository}, which is blocked by "{entry}"',
  },
  check(container, context) {
    const blocked = optionTexts(context.options, "registries");
    const image = blocked && imageOf(container, context);
    const entry = image && blocked.find((one) => liesIn(image.reference, one));
    if (!image || entry === undefined) return;
    context.report({
      at: image.at,
      message: "blocked",
      args: { container: container.name, repository: fullRepository(image.reference), entry },
    });
  },
});

export const docs = {
  what: "The image lies in a registry or repository that you have put on the deny list in the option `registries`. Without that option nothing is reported.",
  why: "Public registries hold abandoned and outright malicious images next to good ones: miners under names that look familiar, and old builds with holes that everybody knows. A list keeps out those your organisation has had trouble with.",
  legitimate: "None while the entry stands; take the entry off the list, or make it narrower.",
  how: "Use another source of the program: the publisher's own registry, or a copy in yours.",
  references: [
    {
      title: "Kubernetes: Images",
      url: "https://kubernetes.io/docs/concepts/containers/images/",
    },
  ],
  frameworks: { hipaa: ["164.312(c)(1)"], "owasp-2022": ["K02"], mitre: ["T1195.002"] },
  peers: { kubescape: ["C-0001"], gatekeeper: ["general/disallowedrepos"] },
  examples: {
    options: { registries: ["docker.io"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: somebody/web:1.4.2
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
