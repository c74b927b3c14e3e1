import { severities } from "../../engine/finding";
import { newestMinor } from "../../engine/kubernetes/version";
import { profileChoices } from "../../engine/profile";
import type { Rule } from "../../engine/rule";

/** The parts of package.json that follow from the rules and from what Kubehint knows of Kubernetes. */
interface Manifest {
  readonly contributes: {
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
  set("kubehint.rules", {
    properties: Object.fromEntries(
      rules.map(({ id, title }) => [
        id,
        { type: "string", description: title, enum: ["off", ...severities] },
      ]),
    ),
  });
  set("kubehint.profile", {
    enum: profileChoices,
    markdownEnumDescriptions: profileChoices.map((profile) => profileDescriptions[profile]),
  });
  set("kubehint.kubernetesVersion", {
    markdownDescription: `The version of Kubernetes that the manifests are for, such as \`1.${newestMinor}\`. It decides which settings the Pod Security Standards know and which API versions are gone. Empty: 1.${newestMinor}, the newest that Kubehint knows.`,
  });
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const profileDescriptions: Readonly<Record<(typeof profileChoices)[number], string>> = {
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
  all: "Every rule, those on reliability included.",
};
