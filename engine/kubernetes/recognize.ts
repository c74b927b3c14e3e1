import { isBuiltinKind, isKnownExtension } from "./kinds";
import { type UserKind, userPodSpecPaths } from "./userKinds";

/** What the text of a document says of itself, before anything is parsed. */
export type Recognition =
  /** Has to be parsed; `headOnly`: only what stands before `spec` is of interest. */
  | { readonly parse: true; readonly headOnly: boolean }
  /** Certainly no Kubernetes object. */
  | { readonly parse: false };

const ignored: Recognition = { parse: false };
const whole: Recognition = { parse: true, headOnly: false };
const head: Recognition = { parse: true, headOnly: true };

const topLevel = /^(apiVersion|kind)[ \t]*:[ \t]*(?:(["']?)([A-Za-z0-9./-]+)\2[ \t\r]*(?:#.*)?$|(.*))/gm;

/**
 * Decides from the text of one document whether it can be a Kubernetes object. Cheap and without false negatives: where
 * the plain form (`apiVersion:` and `kind:` at the start of a line) is missing or unusual, the answer is to parse.
 * @param kinds what the user says of kinds that no table knows.
 */
export function recognize(text: string, kinds: readonly UserKind[] = []): Recognition {
  if (!text.includes("kind") || !text.includes("apiVersion")) return hasEscapes(text) ? whole : ignored;
  let apiVersion: string | undefined;
  let kind: string | undefined;
  topLevel.lastIndex = 0;
  for (let match = topLevel.exec(text); match; match = topLevel.exec(text)) {
    const [, key, , value] = match;
    if (value === undefined) return whole;
    if (key === "kind") kind = value;
    else apiVersion = value;
  }
  if (apiVersion === undefined || kind === undefined) return mayHideRoot(text) ? whole : ignored;
  if (kind === "CustomResourceDefinition") return head;
  if (isBuiltinKind(apiVersion, kind) || isKnownExtension(apiVersion, kind)) return whole;
  if (userPodSpecPaths(kinds, apiVersion, kind).length > 0) return whole;
  return text.includes("containers") ? whole : ignored;
}

/**
 * The text names the type of an object where its root stands. Asked where the tree has no object because the text is no
 * YAML or ends early: what was meant to be a manifest is not passed over without a word.
 */
export function namesObject(text: string): boolean {
  // Behind a separator kubectl wants no text: what stands there is meant as the root all the same.
  const body = text.replace(/^---/, "   ");
  const first = /^([ \t]*)(?!---|\.\.\.|%|#)(\S)/m.exec(body);
  if (!first) return false;
  const [, indentation = "", start] = first;
  const before = start === "{" ? "(?:^|[{,])[ \\t]*" : `^[ \\t]{0,${indentation.length}}`;
  return ["apiVersion", "kind"].every((key) =>
    new RegExp(`${before}["']?${key}["']?[ \\t]*:`, "m").test(body),
  );
}

/** The root is not a plain block mapping at column zero: JSON, flow style, quoted or indented keys, a merge, behind `---`. */
function mayHideRoot(text: string): boolean {
  if (/^(?:---[ \t]*)?(?:["'?<!&*{]|apiVersion|kind)/m.test(text)) return true;
  const first = /^[ \t]*(?![#% \t\r\n]).+/m.exec(text)?.[0] ?? "";
  return /^[^A-Za-z0-9_.-]/.test(first);
}

/** A JSON or quoted key may be spelt with escapes, and any key in base64. */
function hasEscapes(text: string): boolean {
  return /"[^"\\\n]*\\[^"\n]*"[ \t]*:|!!binary/.test(text);
}
