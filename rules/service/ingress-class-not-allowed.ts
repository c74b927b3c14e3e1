import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "ingress-class-not-allowed",
  title: "Ingress class that is not allowed",
  on: "resource",
  kinds: ["Ingress"],
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025"],
  fields: ["resource.spec.ingressClassName", "resource.metadata.annotations.kubernetes.io/ingress.class"],
  options: {
    classes: {
      type: "texts",
      description: "The ingress classes that may be used; `*` stands for any text.",
    },
  },
  messages: {
    notAllowed: '{resource} uses the ingress class "{className}", which is not among the allowed ones',
  },
  check({ root, metadata, label }, context) {
    const classes = optionTexts(context.options, "classes");
    if (!classes) return;
    const field = root.at("spec", "ingressClassName");
    const at = field.present ? field : metadata.at("annotations", "kubernetes.io/ingress.class");
    const className = decidedText(at, context);
    if (className !== undefined && !matchesAny(className, classes))
      context.report({ at, message: "notAllowed", args: { resource: label, className } });
  },
});

export const docs = {
  what: "The Ingress picks a controller that you have not listed in the option `classes`. Without that option nothing is reported.",
  why: "Classes stand for different doors: one is public, one is internal, one is an experiment without a firewall in front. The wrong class publishes an internal program, or takes it past the controller that checks logins.",
  legitimate: "A new controller that the list does not know yet.",
  how: "Set `spec.ingressClassName` to one of the allowed classes, or leave it out for the cluster's default.",
  references: [
    {
      title: "Kubernetes: Ingress class",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"] },
  peers: { kyverno: ["other/restrict-ingress-classes"] },
  examples: {
    options: { classes: ["internal", "public-*"] },
    bad: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: test
  rules: []
`,
    good: `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  ingressClassName: public-eu
  rules: []
`,
  },
} satisfies RuleDocs;
