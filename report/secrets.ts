import { defaultConfig } from "../engine/config";
import { maskCredentials } from "../engine/credentialFormats";
import { createLinter, type FileResult } from "../engine/linter";
import { LineIndex } from "../engine/yaml/lines";
import { fieldAtPointer } from "../engine/yaml/pointer";
import { type Span, shiftSpan } from "../engine/yaml/span";
import { rules } from "../rules";
import { isCredentialName, isLiteralCredential } from "../rules/shared/credentials";

/** Rules whose findings lie on a credential: their value is never shown. */
const secretRules = ["hardcoded-secret-in-env", "hardcoded-secret-value", "configmap-with-secrets"];

export function isAboutSecret(rule: string): boolean {
  return secretRules.includes(rule);
}

const finder = createLinter({
  rules: rules.filter(({ id }) => isAboutSecret(id)),
  config: { ...defaultConfig, profile: "all" },
});

/**
 * Where a text holds credentials, whatever rules the user wants to hear of: what is found, and the data of Secrets.
 * @param read what another linter said of the text, which then is not parsed again.
 */
export function credentialSpans(text: string, read?: FileResult): Span[] {
  return finder
    .lint(text, { alike: read })
    .documents.flatMap(({ start, result: { document, resources, findings } }) => {
      const found = document ? findings.map(({ path }) => fieldAtPointer(document.root, path)) : [];
      const data = resources
        .filter(({ kind }) => kind === "Secret")
        .flatMap(({ root }) => [...root.at("data").entries(), ...root.at("stringData").entries()]);
      // An alias stands at one place, and what it repeats at another.
      return [...found, ...data].flatMap(({ written, content }) =>
        [written, content].flatMap((node) => (node ? [shiftSpan(node, start)] : [])),
      );
    });
}

/** Zero-based numbers of the lines that hold a credential, also where the text around it is no YAML. */
export function credentialLines(text: string): ReadonlySet<number> {
  const index = new LineIndex(text);
  const lines = new Set<number>();
  for (const { start, end } of credentialSpans(text)) {
    const last = index.position(Math.max(start, end - 1)).line;
    for (let line = index.position(start).line; line <= last; line++) lines.add(line);
  }
  text.split("\n").forEach((line, number) => {
    if (holdsCredential(line)) lines.add(number);
  });
  return lines;
}

const namedValue = /["']?\b([\w.-]{1,100})["']?\s{0,5}[:=]\s{0,5}["']?([^\s"']{1,1000})/g;
/** Longer lines are hidden without a look. */
const longestLine = 2000;

function holdsCredential(line: string): boolean {
  if (line.length > longestLine || maskCredentials(line) !== line) return true;
  if (/\b(?:Basic|Bearer)\s+[\w.+/=~-]{8}/.test(line)) return true;
  for (const [, name, value] of line.matchAll(namedValue))
    if (
      name !== undefined &&
      value !== undefined &&
      isCredentialName(name) &&
      isLiteralCredential(name, value)
    )
      return true;
  return false;
}
