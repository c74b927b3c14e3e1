import { parseImage } from "../../engine/kubernetes/image";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { fullRepository, imageOf } from "../shared/images";
import { optionTexts } from "../shared/options";

export default defineRule({
  id: "image-tag-not-expected",
  title: "Image in another version than agreed",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022"],
  fields: ["container.image"],
  options: {
    images: {
      type: "texts",
      description: "The images whose version is agreed, with their tag: `registry.example/web:1.4.2`.",
    },
  },
  messages: { other: 'container "{container}" uses {repository} with the tag {tag}, agreed is {expected}' },
  check(container, context) {
    const agreed = optionTexts(context.options, "images");
    const image = agreed && imageOf(container, context);
    if (!image) return;
    const repository = fullRepository(image.reference);
    const tags = agreed.flatMap((entry) => {
      const reference = parseImage(entry);
      return reference && fullRepository(reference) === repository ? (reference.tag?.text ?? "latest") : [];
    });
    const tag = image.reference.tag?.text ?? (image.reference.digest ? undefined : "latest");
    if (tags.length === 0 || tag === undefined || tags.includes(tag)) return;
    context.report({
      at: image.at,
      message: "other",
      args: { container: container.name, repository, tag, expected: tags.join(", ") },
    });
  },
});

export const docs = {
  what: "Your configuration says which version of this image is to run, and the manifest names another one. Only images that the option `images` lists are looked at.",
  why: "One forgotten manifest keeps an old base image alive after everybody believes the fix is out, or runs a version that nobody has tested with the rest.",
  legitimate: "While a new version is rolled out step by step: list both tags for that time.",
  how: "Set the tag that is agreed, or add the new one to the option `images` in `kubehint.yaml`.",
  references: [
    {
      title: "Kubernetes: Images",
      url: "https://kubernetes.io/docs/concepts/containers/images/#image-names",
    },
  ],
  frameworks: { "owasp-2022": ["K02"] },
  peers: { kubeaudit: ["image/ImageTagIncorrect"] },
  examples: {
    options: { images: ["registry.example/web:1.4.2"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.3.0
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
