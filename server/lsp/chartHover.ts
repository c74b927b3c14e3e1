import type { Hover, HoverParams } from "vscode-languageserver";
import { explain } from "../../engine/explain";
import { plain } from "../../engine/helm/template/textOperations";
import { LineIndex } from "../../engine/yaml/lines";
import type { Analysis } from "../workspace/analyses";
import { hoverContents, rulesNotOff } from "./hoverContents";
import { code } from "./markdown";
import { offsetOf, rangeOf } from "./ranges";
import type { Session } from "./session";

/** How many places are said to be set. */
const most = 5;

/**
 * Explains what a key of a values file, or an action of a template, is rendered as. Only values that the table of facts
 * knows are repeated, so that no secret is.
 */
export async function chartHover(
  { position }: HoverParams,
  { chart, lines, settings, linter, document, text }: Analysis,
  session: Session,
): Promise<Hover | undefined> {
  const found = chart?.renderedAt(offsetOf(lines, position));
  if (!found) return undefined;
  const known = rulesNotOff(session, settings);
  const explained = found.places.flatMap(({ file, offset }) => {
    const explanation = session.work.during(document.uri, text, () => explain([file.result], offset, known));
    return explanation ? [{ file, explanation }] : [];
  });
  const [first] = explained;
  if (!first || linter.rules.length === 0) return undefined;
  const sets = new Map<string, Set<string>>();
  for (const { file, explanation } of explained) {
    const { about, setting, key } = explanation;
    const value = setting?.value === undefined ? "" : ` to ${code(setting.value)}`;
    const owner = about.kind === "container" ? `container ${code(about.name)} in ` : "";
    const resource = file.result.documents[0]?.result.resources[0]?.label ?? about.resourceKind;
    const line = `sets ${code(setting?.path ?? key)}${value} of ${owner}${code(resource)}`;
    const environments = sets.get(line) ?? new Set();
    environments.add(file.environment);
    sets.set(line, environments);
  }
  const list = [...sets]
    .slice(0, most)
    .map(([line, where]) => `- ${line} (${[...where].map(code).join(", ")})`);
  if (sets.size > most) list.push(`- and ${sets.size - most} more`);
  const rendered = new LineIndex(plain(first.file.text));
  return {
    contents: await hoverContents(first.explanation, rendered, session, list.join("\n")),
    range: rangeOf(lines, found.span),
  };
}
