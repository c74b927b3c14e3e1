import type { FixResult } from "../../engine/finding";
import { fixEdits } from "../../engine/fixEdits";
import { reasonPlaceholder } from "../../engine/suppress/directive";
import { YamlDocument } from "../../engine/yaml/document";
import { append, type PlainMap } from "../../engine/yaml/pathEdit";
import { applyEdits, shiftSpan } from "../../engine/yaml/span";
import { splitDocuments } from "../../engine/yaml/split";

/** What an exception is made of; what is empty is left out. */
export interface NewException {
  readonly rules: readonly string[];
  /** From the folder of the configuration, with `/`. */
  readonly file: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
  readonly reason: string;
}

/** The edits that add an exception to the text of a `kubehint.yaml`, new or not; every other byte stays. */
export function addException(text: string, exception: NewException): FixResult {
  const { rules, file, kind, name, namespace, reason } = exception;
  const [only] = rules;
  const value: PlainMap = {
    rule: rules.length === 1 && only !== undefined ? only : rules,
    file: escaped(file),
    ...(kind !== "" && { kind }),
    ...(name !== null && { name }),
    ...(namespace !== null && { namespace }),
    reason: reason.trim() === "" ? reasonPlaceholder : reason.trim(),
  };
  for (const slice of splitDocuments(text)) {
    const document = new YamlDocument(slice.text);
    if (!document.root.present) continue;
    const result = fixEdits([append(document.root.at("exceptions"), value)]);
    if ("refused" in result) return result;
    return { edits: result.edits.map((edit) => ({ ...edit, ...shiftSpan(edit, slice.start) })) };
  }
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  const fresh = new YamlDocument("exceptions:\n");
  const result = fixEdits([append(fresh.root.at("exceptions"), value)]);
  if ("refused" in result) return result;
  const printed = applyEdits(fresh.text, result.edits).replaceAll("\n", eol);
  const gap = text === "" || /[\r\n\ufeff]$/.test(text) ? "" : eol;
  return { edits: [{ start: text.length, end: text.length, text: gap + printed }] };
}

/** A file of this very name, whatever signs of patterns it holds. */
function escaped(file: string): string {
  return file.replace(/[\\*?[\]{}()!+@]/g, "\\$&");
}
