import type { Hover, HoverParams } from "vscode-languageserver";
import { explain } from "../../engine/explain";
import { chartHover } from "./chartHover";
import { hoverContents, rulesNotOff } from "./hoverContents";
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
  const known = rulesNotOff(session, settings);
  const off = new Set(session.rules.filter((rule) => !known.includes(rule)).map(({ id }) => id));
  const withoutOff = { ...strict, findings: strict.findings.filter(({ rule }) => !off.has(rule)) };
  const explanation = session.work.during(analysis.document.uri, analysis.text, () =>
    explain([result, withoutOff], offsetOf(lines, params.position), known),
  );
  if (!explanation) return null;
  return {
    contents: await hoverContents(explanation, lines, session),
    range: rangeOf(lines, explanation.span),
  };
}
