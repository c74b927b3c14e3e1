import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter, fileFacts } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import type { Rule, RuleDocs } from "../../engine/rule";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { ruleAreas } from "../../rules/areas";

/** What a fix for review may break, by the area of its rule. */
const byArea: Readonly<Record<string, string>> = {
  admission: "what the policy or webhook let through may be refused",
  api: "fields are written otherwise for the new version",
  container: "a program that relies on the former setting may fail, or not start",
  controlPlane:
    "a component of the control plane restarts with it, and clients may rely on the former setting",
  image: "another image, or one from another place, is pulled",
  kubelet:
    "the kubelet of every node that uses the file restarts with it, and clients may rely on the former setting",
  namespace: "pods that the namespace let in may be refused",
  network: "connections that were possible are cut",
  pod: "a program that relies on the former setting may fail, or not start",
  rbac: "whoever holds the role loses permissions that it may use",
  reliability: "the right value depends on the workload",
  service: "clients may come by another way, or not at all",
  serviceAccount: "a program that talks to the API server may lose its token or its permissions",
  storage: "data are mounted or kept otherwise",
  suppression: "a finding that was accepted is shown again",
  workload: "objects that are applied together may rely on the former setting",
};

/** Why a fix is safe, and where it is for review all the same. Each rule that has a safe fix has to be here. */
export const whySafe: Readonly<Record<string, string>> = {
  "allow-privilege-escalation":
    "programs that start as the user they need do not notice; for review where `true` is written, or where the text shows a setuid program, an added capability of an ordinary user or a container in the container",
  "deprecated-api-version":
    "the fields of both versions are the same, and what is not written changes nothing that runs; for review where fields change",
  "deprecated-service-account-field":
    "Kubernetes reads the old name only where the new one is not written, and takes it for the same",
  "helm-deprecated-builtin": "Helm 3 gives both names one value",
  "helm-template-style": "the rendered text is the same",
  "misspelled-security-field":
    "only where the setting says what is so without it; any other begins to hold with its right name and is for review",
  "removed-api-version":
    "the fields of both versions are the same, and what is not written changes nothing that runs; for review where fields change",
  "seccomp-profile-missing":
    "the profile lets through what ordinary programs call; for review where the text shows a debugger or a container in the container",
  "security-field-wrong-type":
    "the API server refuses the object as it is, so that nothing runs that could rely on it",
};

/** docs/fixes-by-rule.md: what the fix of each rule does in its own example, and whether anybody has to look. */
export function fixesPage(rules: readonly Rule[], docs: Readonly<Record<string, RuleDocs>>): string {
  const fixable = rules.filter(({ fix }) => fix !== undefined);
  const rows = fixable.map((rule) => {
    const area = ruleAreas[rule.id] ?? "";
    const why = rule.fix === "safe" ? whySafe[rule.id] : byArea[area];
    if (why === undefined)
      throw new Error(`scripts/generate/fixesPage.ts says nothing of ${rule.id} (${area})`);
    const titles = titlesOf(rule, rules, docs[rule.id]).map((title) => title.replaceAll("|", "\\|"));
    return `| [\`${rule.id}\`](rules/${rule.id}.md) | ${titles.join("; ")} | ${rule.fix} | ${why} |`;
  });
  const safe = fixable.filter(({ fix }) => fix === "safe").length;
  return `# Fixes by rule

${fixable.length} of ${rules.length} rules have a fix; those of ${safe} can be safe. What safe means, and what every fix
promises, stands in [Fixes](fixes.md). The titles are those of the rule's own example.

| Rule | Fix | | Why |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}

function titlesOf(rule: Rule, registry: readonly Rule[], docs: RuleDocs | undefined): readonly string[] {
  if (!docs) return [];
  const { bad, options } = docs.examples;
  const config = {
    ...defaultConfig,
    profile: "all" as const,
    options: options ? { [rule.id]: options } : {},
  };
  const linter = createLinter({ rules: [rule], registry, config });
  const result = linter.lint(bad, { today: "2026-06-30" });
  const index = new WorkspaceIndex();
  index.set("manifest.yaml", fileFacts(result, "manifest.yaml"));
  const findings: readonly Finding[] = [
    ...result.findings,
    ...linter.lintAmong(index, "manifest.yaml").findings,
  ];
  return [
    ...new Set(
      findings.flatMap(({ rule: id, fix }) => (fix && id === rule.id ? [formatMessage(fix.title)] : [])),
    ),
  ];
}
