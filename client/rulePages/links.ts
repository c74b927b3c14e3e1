import { clientCommands } from "../../server/protocol";

/** The scheme of the virtual documents that hold the rules' pages: `kubehint-rule:/rules/<id>`. */
export const rulePageScheme = "kubehint-rule";
export const rulePagePrefix = `${rulePageScheme}:/rules/`;

/** VS Code removes links of schemes that it does not know from hovers, but lets those to trusted commands through. */
export function ruleCommandLinks(markdown: string): string {
  return markdown.replace(/\]\(kubehint-rule:\/rules\/([a-z0-9-]+)\)/g, (_, rule: string) => {
    const argument = encodeURIComponent(JSON.stringify([rule]));
    return `](command:${clientCommands.showRule}?${argument})`;
  });
}
