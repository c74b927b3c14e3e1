import type { Hover, HoverParams } from "vscode-languageserver";
import { explain } from "../../engine/explain";
import { chartHover } from "./chartHover";
import { hoverText } from "./hoverText";
import { offsetOf, rangeOf } from "./ranges";
import type { Session } from "./session";

/** Explains the setting under the cursor, risky or not. */
export async function hover(params: HoverParams, session: Session): Promise<Hover | null> {
  const analysis = await session.analyses.of(params.textDocument.uri, "current");
  if (!analysis) return null;
  if (analysis.chart) {
    const found = await chartHover(params, analysis, session);
    if (found) return found;
  }
  if (analysis.result.documents.length === 0) return null;
  const { lines, settings, result } = analysis;
  const strict = analysis.by(session.linters.ofLevel("pss-restricted", settings));
  const known = session.rules.filter(
    ({ id }) => !(Object.hasOwn(settings.rules, id) && settings.rules[id] === "off"),
  );
  const off = new Set(session.rules.filter((rule) => !known.includes(rule)).map(({ id }) => id));
  const withoutOff = { ...strict, findings: strict.findings.filter(({ rule }) => !off.has(rule)) };
  const explanation = explain([result, withoutOff], offsetOf(lines, params.position), known);
  if (!explanation) return null;
  const { rulePages } = session.options;
  const value = hoverText(explanation, {
    rules: session.rules,
    prose: await session.prose(),
    lines,
    rulePages,
  });
  return {
    contents: session.client.markdown ? { kind: "markdown", value } : { kind: "plaintext", value },
    range: rangeOf(lines, explanation.span),
  };
}
