import { frameworkTitles } from "./frameworks";
import type { Rule, RuleDocs, SubjectName } from "./rule";

/** The page of a rule in Markdown: for docs/rules, the editor and the terminal. */
export function rulePage(rule: Rule, docs: RuleDocs): string {
  const fix =
    rule.fix === "safe"
      ? "safe"
      : rule.fix === "review"
        ? "needs review"
        : "by hand: there is no single right value";
  const sections = [
    `# ${rule.title}`,
    `\`${rule.id}\``,
    table([
      ["Severity", rule.severity],
      ["Confidence", rule.confidence],
      ["Looks at", subjectTitles[rule.on]],
      ["Profiles", [...rule.profiles, "all"].map((name) => `\`${name}\``).join(", ")],
      ["Quick fix", fix],
    ]),
    `## What is wrong\n\n${docs.what}`,
    `## Why it matters\n\n${docs.why}`,
    `## When it is legitimate\n\n${docs.legitimate}`,
    `## How to fix it\n\n${docs.how}`,
    options(rule, docs),
    `Reported:\n\n${yaml(docs.examples.bad)}`,
    `Fine:\n\n${yaml(docs.examples.good)}`,
    docs.examples.fixed === undefined ? "" : `The first after the quick fix:\n\n${yaml(docs.examples.fixed)}`,
    `## Frameworks\n\n${frameworks(docs)}`,
    `## The same check in other tools\n\n${peers(docs)}`,
    `## References\n\n${docs.references.map(({ title, url }) => `- [${title}](${url})`).join("\n")}`,
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

/** What can be set for the rule, and what the examples below are told. */
function options({ id, options: declared = {} }: Rule, { examples }: RuleDocs): string {
  const rows = Object.entries(declared);
  if (rows.length === 0) return "";
  const list = rows.map(([name, { type, description }]) => `- \`${name}\` (${type}): ${description}`);
  const told = Object.entries(examples.options ?? {}).map(
    ([name, value]) => `      ${name}: ${JSON.stringify(value)}\n`,
  );
  const example = yaml(`rules:\n  ${id}:\n    options:\n${told.join("")}`);
  return `## Options\n\n${list.join("\n")}${
    told.length > 0 ? `\n\nWith this in \`kubehint.yaml\` for the examples below:\n\n${example}` : ""
  }`;
}

const subjectTitles: Readonly<Record<SubjectName, string>> = {
  container: "every container: regular, init and ephemeral",
  podSpec: "the pod spec of every workload",
  resource: "whole objects",
  rbacRule: "every rule of a Role or ClusterRole",
  component: "the components of the control plane and the nodes, wherever they are configured",
  workspace: "objects together with the other objects of the workspace",
  suppression: "every suppression: comments and annotations",
  values: "the values files of Helm charts",
};

function yaml(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

function table(rows: readonly (readonly [string, string])[]): string {
  return `| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join("\n")}`;
}

function frameworks({ frameworks }: RuleDocs): string {
  const rows = Object.entries(frameworks).map(
    ([name, ids]) => `- ${frameworkTitles[name as keyof typeof frameworkTitles]}: ${[ids].flat().join(", ")}`,
  );
  return rows.join("\n") || "None of the frameworks that Kubehint knows names this.";
}

function peers({ peers }: RuleDocs): string {
  const rows = Object.entries(peers).map(
    ([tool, ids]) => `- ${tool}: ${ids.map((id) => `\`${id}\``).join(", ")}`,
  );
  return rows.join("\n") || "None that we know of.";
}
