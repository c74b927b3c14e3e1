import type { Rule, RuleDocs } from "../../engine/rule";

/** The index of all rules: docs/rules/README.md, with the same check's ids in other tools. */
export function rulesPage(rules: readonly Rule[], docs: Readonly<Record<string, RuleDocs>>): string {
  const rows = rules.map(
    (rule) =>
      `| [\`${rule.id}\`](${rule.id}.md) | ${rule.title} | ${rule.severity} | ${rule.fix ?? ""} | ${ids(docs, rule.id)} |`,
  );
  return `# Rules

${rules.length} rules. Each page says what is wrong, what it exposes, when it is legitimate and how to put it right.
The same rules [by area](by-area.md), [by framework](by-framework.md) and, for who comes from Kubescape, Trivy, Checkov,
KubeLinter and others, [by the check of another tool](by-tool.md).

| Rule | | Severity | Quick fix | In other tools |
| --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
}

/** The ids people are most likely to come with. */
function ids(docs: Readonly<Record<string, RuleDocs>>, rule: string): string {
  const peers = docs[rule]?.peers ?? {};
  return ["kubescape", "trivy", "checkov", "kube-linter"].flatMap((tool) => peers[tool] ?? []).join(", ");
}
