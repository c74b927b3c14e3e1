import { newestMinor } from "../../engine/kubernetes/version";
import { profileChoices } from "../../engine/profile";
import type { Rule } from "../../engine/rule";
import { ruleSchemas, severitySchema } from "./ruleSchema";

/** The parts of package.json that follow from the rules and from what Kubehint knows of Kubernetes. */
interface Manifest {
  readonly contributes: {
    yamlValidation?: readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
    readonly configuration: { readonly properties: Record<string, Record<string, unknown>> };
  };
}

/** @returns package.json with the settings that list rules, profiles and versions brought up to date. */
export function packageJson(text: string, rules: readonly Rule[]): string {
  const manifest: Manifest = JSON.parse(text);
  const { properties } = manifest.contributes.configuration;
  const set = (setting: string, parts: Record<string, unknown>) => {
    const property = properties[setting];
    if (!property) throw new Error(`package.json has no setting ${setting}`);
    Object.assign(property, parts);
  };
  const withOptions = rules.filter(({ options }) => options);
  // The names stand apart from what they may be set to, which is nearly the same for hundreds.
  set("kubehint.rules", {
    propertyNames: { enum: rules.map(({ id }) => id), enumDescriptions: rules.map(({ title }) => title) },
    properties: Object.fromEntries(
      withOptions.map((rule) => [
        rule.id,
        { description: rule.title, anyOf: ruleSchemas(rule, severitySchema) },
      ]),
    ),
    additionalProperties: { anyOf: ruleSchemas({}, severitySchema) },
  });
  set("kubehint.profile", {
    enum: profileChoices,
    markdownEnumDescriptions: profileChoices.map((profile) => profileDescriptions[profile]),
  });
  // Read by redhat.vscode-yaml.
  manifest.contributes.yamlValidation = [
    { fileMatch: ["kubehint.yaml", "kubehint.yml"], url: "./docs/config.schema.json" },
  ];
  set("kubehint.kubernetesVersion", {
    markdownDescription: `The version of Kubernetes that the manifests are for, such as \`1.${newestMinor}\`. It decides which settings the Pod Security Standards know and which API versions are gone. Empty: 1.${newestMinor}, the newest that Kubehint knows.`,
  });
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export const profileDescriptions: Readonly<Record<(typeof profileChoices)[number], string>> = {
  recommended: "What is dangerous as written, and Pod Security baseline.",
  restricted: "Also hardening that is missing, as Pod Security restricted asks for it.",
  "pss-baseline": "Just the Pod Security Standard baseline.",
  "pss-restricted": "Just the Pod Security Standards baseline and restricted.",
  nsa: "What the NSA/CISA Kubernetes Hardening Guide asks for.",
  cis: "What the CIS Kubernetes Benchmark asks for.",
  "owasp-2022": "What bears on the OWASP Kubernetes Top 10 of 2022.",
  "owasp-2025": "What bears on the OWASP Kubernetes Top 10 of 2025.",
  mitre: "What bears on techniques of MITRE ATT&CK.",
  soc2: "What bears on SOC 2.",
  pci: "What bears on PCI DSS.",
  hipaa: "What bears on the HIPAA Security Rule, 45 CFR 164.312.",
  all: "Every rule, those on reliability included.",
};
