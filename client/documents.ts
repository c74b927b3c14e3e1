import type { Uri } from "vscode";

/** The languages of texts that can be manifests, charts or values; the ids for Helm come with other extensions. */
export const languageIds = ["yaml", "helm", "helm-template", "json", "jsonc"] as const;

/** Documents in any place; a selector cannot leave schemes out, which is what `isUserText` is for. */
export const documentSelector = [
  ...languageIds.map((language) => ({ language })),
  // Helm's partials, which have no language of their own where no extension brings one.
  { language: "plaintext", pattern: "**/*.tpl" },
];

const otherSchemes =
  /^(?:git|gitfs|gitlens|git-graph|pr|review|output|debug|search-editor|walkThrough.*|chat.*|vscode-chat.*|vscode-terminal|vscode-settings|kubehint.*)$/;

/** False for what is no text of the user: other versions of a file, outputs, code in a chat. */
export function isUserText({ scheme }: Uri): boolean {
  return !otherSchemes.test(scheme);
}
