import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";

export default defineRule({
  id: "service-account-not-allow-listed",
  title: "Reserved service account",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.serviceAccountName"],
  options: {
    reserved: {
      type: "texts",
      description: "Service accounts that only some images may use; * stands for any text",
    },
    images: { type: "texts", description: "The images that may use them; * stands for any text" },
  },
  messages: {
    reserved:
      'container "{container}" runs as the reserved service account "{account}" with another image than the allowed ones',
  },
  check(pod, { options, report, undecided }) {
    const reserved = optionTexts(options, "reserved");
    if (!reserved) return;
    const images = optionTexts(options, "images") ?? [];
    const name = pod.field.at("serviceAccountName");
    const at = name.text() ? name : pod.field.at("serviceAccount");
    if (at.undecided) return undecided(at);
    const account = at.text() ?? "default";
    if (!matchesAny(account, reserved)) return;
    for (const container of pod.containers) {
      const image = container.field.at("image");
      if (image.undecided) undecided(image);
      else if (!matchesAny(image.string() ?? "", images))
        report({ at, container, message: "reserved", args: { container: container.name, account } });
    }
  },
});

export const docs = {
  what: "The pod uses a service account that your organisation reserves for certain images.",
  why: "A service account's permissions are those of every program that runs as it. Whoever may create pods in a namespace can use any of its accounts, so that one made for an operator also serves a shell.",
  legitimate: "New versions of the program the account was made for: extend the list of images.",
  how: "Use a service account of the workload's own. The rule is silent until `reserved` is set.",
  references: [
    {
      title: "Kubernetes: Service accounts",
      url: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    },
  ],
  frameworks: { "owasp-2022": ["K06"], "owasp-2025": ["K09"], mitre: ["T1078"] },
  peers: { kyverno: ["other/restrict-service-account"] },
  examples: {
    options: { reserved: ["deployer"], images: ["registry.example/deployer:*"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: deployer
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
