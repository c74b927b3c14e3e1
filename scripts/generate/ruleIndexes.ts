import { controlTitles } from "../../engine/controlTitles";
import { frameworkTitles } from "../../engine/frameworks";
import type { Rule, RuleDocs } from "../../engine/rule";

type AllDocs = Readonly<Record<string, RuleDocs>>;

/** docs/rules/by-area.md: the rules of each area. @param areaOf the folder that the rule's file lies in. */
export function areaPage(rules: readonly Rule[], areaOf: (rule: Rule) => string): string {
  const byArea = grouped(rules.map((rule) => [areaOf(rule), rule] as const));
  const sections = [...byArea].map(([area, own]) => {
    const lines = own.map((rule) => `- ${link(rule.id)}: ${rule.title} (${rule.severity})`);
    return `## ${areaTitle(area)}\n\n${lines.join("\n")}\n`;
  });
  return `# Rules by area\n\n${sections.join("\n")}`;
}

/** docs/rules/by-framework.md: the controls of each framework with the rules that answer them. */
export function frameworkPage(rules: readonly Rule[], docs: AllDocs): string {
  const sections = Object.entries(frameworkTitles).map(([name, title]) => {
    const rows = rules.flatMap(({ id }) => {
      const given = docs[id]?.frameworks[name as keyof typeof frameworkTitles] ?? [];
      return (typeof given === "string" ? [given] : given).map((control) => [control, id] as const);
    });
    const titles = controlTitles[name as keyof typeof frameworkTitles] ?? {};
    const named = (control: string) => (Object.hasOwn(titles, control) ? titles[control] : "");
    return `## ${title}\n\n${table(["Control", "", "Rules"], grouped(rows), named)}`;
  });
  return `# Rules by framework\n\n${sections.join("\n")}`;
}

/** docs/rules/by-tool.md: the checks of other tools, with the rules that do the same. */
export function toolPage(rules: readonly Rule[], docs: AllDocs): string {
  const byTool = grouped(
    rules.flatMap(({ id }) =>
      Object.entries(docs[id]?.peers ?? {}).flatMap(([tool, checks]) =>
        checks.map((check) => [tool, [check, id] as const] as const),
      ),
    ),
  );
  const sections = [...byTool].map(
    ([tool, rows]) => `## Coming from ${tool}\n\n${table(["Check", "Rules"], grouped(rows))}`,
  );
  return `# Rules by the same check in other tools\n\n${sections.join("\n")}`;
}

/** What belongs to each key, by key in the order in which people look it up. */
function grouped<T>(pairs: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const known = groups.get(key);
    if (known) known.push(value);
    else groups.set(key, [value]);
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })));
}

function table(
  head: readonly string[],
  rows: ReadonlyMap<string, readonly string[]>,
  titleOf?: (key: string) => string | undefined,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  const body = [...rows].map(([key, ids]) =>
    line([key, ...(titleOf ? [titleOf(key) ?? ""] : []), ids.map(link).join(", ")]),
  );
  return `${line(head)}${line(head.map(() => "---"))}${body.join("")}`;
}

function link(id: string): string {
  return `[\`${id}\`](${id}.md)`;
}

/** `controlPlane` -> `Control plane`. */
function areaTitle(area: string): string {
  const words = area.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words === "rbac" || words === "api" ? words.toUpperCase() : words[0]?.toUpperCase() + words.slice(1);
}
