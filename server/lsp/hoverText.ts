import type { Explanation, Setting, Subject } from "../../engine/explain";
import type { Finding } from "../../engine/finding";
import type { Frameworks, Rule, RuleDocs } from "../../engine/rule";
import type { LineIndex } from "../../engine/yaml/lines";
import type { Prose } from "../host";
import { code, prose } from "./markdown";

export interface HoverSources {
  readonly rules: readonly Rule[];
  readonly prose: Prose;
  readonly lines: LineIndex;
  /** Prefix of the address of a rule's page. */
  readonly rulePages: string | undefined;
}

/** The hover on a setting, or on the name of something that lacks settings, in Markdown. */
export function hoverText(explanation: Explanation, sources: HoverSources): string {
  const { key, setting, rules, findings, missing, about } = explanation;
  const [main, ...others] = rules;
  const docs = main !== undefined && Object.hasOwn(sources.prose, main) ? sources.prose[main] : undefined;
  const isFine = findings.length === 0;
  const parts: string[] = [];
  if (setting) parts.push(headline(setting, about, sources.lines));
  else if (isFine && missing.length === 0) parts.push(`**${code(key)}** of ${subjectOf(about)}`);
  // The text of a rule says what its finding means; without one, the table of facts does.
  if (setting?.meaning && (isFine || !docs)) parts.push(setting.meaning);
  if (!setting || findings.length > 1) parts.push(list(findings));
  if (missing.length > 0) parts.push(`**Missing for ${subjectOf(about)}:**`, list(missing));
  if (docs) parts.push(...ruleText(docs, isFine));
  if (main !== undefined) parts.push(links([main, ...others], docs, sources));
  return parts.filter(Boolean).join("\n\n");
}

function headline(setting: Setting, about: Subject, lines: LineIndex): string {
  const key = setting.path.replace(/\.\d+(?=\.|$)/g, "[]");
  const { value, from } = setting;
  if (from === "later") return `**${code(key)}** is filled in later, so nothing can be said of its value`;
  const shown = value === undefined ? code(key) : code(`${key}: ${value}`);
  const where = subjectOf(about);
  if (from === "pod") {
    const line =
      setting.decidedAt === undefined ? "" : `, line ${lines.position(setting.decidedAt).line + 1}`;
    return `**${shown}** for ${where}, inherited from the pod${line}`;
  }
  if (from === "default") return `**${shown}** for ${where}, Kubernetes' default`;
  return setting.forContainers
    ? `**${shown}** for every container of the pod that does not set its own`
    : `**${shown}** set here for ${where}`;
}

function subjectOf({ kind, name, resourceKind }: Subject): string {
  if (kind === "container") return `container ${code(name)}`;
  const resource = name === "" ? code(resourceKind) : code(`${resourceKind} ${name}`);
  if (kind === "pod") return `the pod of ${resource}`;
  return kind === "rbacRule" ? `a rule of ${resource}` : resource;
}

function list(findings: readonly Finding[]): string {
  return findings
    .slice(0, 12)
    .map((finding) => `- ${prose(finding.message)}`)
    .join("\n");
}

function ruleText(docs: RuleDocs, isFine: boolean): string[] {
  return [
    // What is wrong would be read as said of this value.
    isFine ? `**What it guards against:** ${docs.why}` : `${docs.what} ${docs.why}`,
    asked(docs.frameworks),
    `**When it is legitimate:** ${docs.legitimate}`,
  ];
}

function links(
  ids: readonly string[],
  docs: RuleDocs | undefined,
  { rules, rulePages }: HoverSources,
): string {
  const shown = ids
    .slice(0, 6)
    .map((id) => (rulePages === undefined ? code(id) : `[${id}](${rulePages}${id})`));
  const title = docs ? "Rules" : (rules.find(({ id }) => id === ids[0])?.title ?? "Rules");
  return `${title}: ${shown.join(", ")}`;
}

/** Who asks for it, in one line. */
function asked({ pss, ...frameworks }: Frameworks): string {
  const level = pss === undefined ? [] : [`**Pod Security: ${pss}**`];
  const named = shownFrameworks.flatMap(([name, title, withIds]) => {
    const ids = frameworks[name] ?? [];
    if (ids.length === 0) return [];
    return [withIds ? `${title} ${ids.join(", ")}` : title];
  });
  return [...level, ...named].join(" · ");
}

/**
 * What people ask for by name, shorter than in reports. The hardening guide has no numbers of its own, only those that
 * scanners gave it; CWE classifies programs.
 */
const shownFrameworks: readonly (readonly [Exclude<keyof Frameworks, "pss">, string, boolean])[] = [
  ["owasp-2022", "OWASP 2022", true],
  ["owasp-2025", "OWASP 2025", true],
  ["nsa", "NSA/CISA", false],
  ["cis", "CIS", true],
  ["mitre", "ATT&CK", true],
  ["soc2", "SOC 2", true],
  ["pci", "PCI DSS", true],
  ["hipaa", "HIPAA", true],
];
