import { frameworkTitles } from "../../engine/frameworks";
import type { RuleDocs } from "../../engine/rule";
import type { Output } from "../output";
import type { Report } from "../report";
import { count } from "./count";
import { markup } from "./escape";

/** Explains each rule that found something, the accepted included, in the order of their ids. */
export function writeRules(
  { all, linter }: Report,
  prose: Readonly<Record<string, RuleDocs>>,
  output: Output,
): void {
  const titles = new Map(linter.rules.map(({ id, title }) => [id, title]));
  const counts = new Map<string, { findings: number; suppressed: number }>();
  for (const { rule, suppressed } of all) {
    const known = counts.get(rule) ?? { findings: 0, suppressed: 0 };
    if (suppressed) known.suppressed++;
    else known.findings++;
    counts.set(rule, known);
  }
  output.write('<section id="rules"><h2>Rules</h2>\n');
  for (const rule of [...counts.keys()].sort()) {
    const { findings = 0, suppressed = 0 } = counts.get(rule) ?? {};
    const counted = `${count(findings, "finding")}${suppressed > 0 ? `, ${suppressed} suppressed` : ""}`;
    output.write(
      `<article id="${ruleAnchor(rule)}"><h3>${markup(titles.get(rule) ?? rule)}</h3> <span class="dim"><code>${rule}</code> · ${counted}</span>\n`,
    );
    const docs = Object.hasOwn(prose, rule) ? prose[rule] : undefined;
    if (docs) {
      for (const text of [`${docs.what} ${docs.why}`, docs.how]) output.write(`<p>${paragraph(text)}</p>\n`);
      const controls = controlsOf(docs);
      if (controls !== "") output.write(`<p class="dim">${markup(controls)}</p>\n`);
    }
    output.write("</article>\n");
  }
  output.write("</section>\n");
}

/** What the page of a rule is linked by. */
export function ruleAnchor(rule: string): string {
  return `rule-${rule}`;
}

/** The texts of rules have no other Markdown than code in a line (`test/cli/htmlReport.test.ts`). */
function paragraph(text: string): string {
  return markup(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** `Pod Security Standards: baseline; CIS Kubernetes Benchmark 1.12: 5.2.2`. */
function controlsOf({ frameworks }: RuleDocs): string {
  return Object.entries(frameworkTitles)
    .flatMap(([name, title]) => {
      const controls = Object.entries(frameworks).find(([own]) => own === name)?.[1];
      return controls === undefined ? [] : [`${title}: ${[controls].flat().join(", ")}`];
    })
    .join("; ");
}
