import type { Hover } from "vscode-languageserver";
import type { Explanation } from "../../engine/explain";
import type { Rule } from "../../engine/rule";
import type { LineIndex } from "../../engine/yaml/lines";
import type { Settings } from "../../workspace/settings";
import { hoverText } from "./hoverText";
import type { Session } from "./session";

/** The rules that a user has not switched off, whatever the profile. */
export function rulesNotOff({ rules }: Session, settings: Settings): Rule[] {
  return rules.filter(({ id }) => !(Object.hasOwn(settings.rules, id) && settings.rules[id] === "off"));
}

/**
 * An explanation as the client can show it.
 * @param lines of the text that the explanation is of.
 * @param above Markdown that goes before it.
 */
export async function hoverContents(
  explanation: Explanation,
  lines: LineIndex,
  session: Session,
  above = "",
): Promise<Hover["contents"]> {
  const { rules, client, options } = session;
  const text = hoverText(explanation, {
    rules,
    prose: await session.prose(),
    lines,
    rulePages: options.rulePages,
  });
  const value = above === "" ? text : `${above}\n\n${text}`;
  return client.markdown ? { kind: "markdown", value } : { kind: "plaintext", value };
}
