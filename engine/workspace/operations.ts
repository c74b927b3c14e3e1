import { YamlDocument } from "../yaml/document";
import { Snapshot } from "../yaml/snapshot";
import { splitDocuments } from "../yaml/split";
import { keep } from "./facts";

/**
 * The operations of RFC 6902 in a patch file of its own, YAML or JSON: a list of mappings with `op` and `path`. Empty for
 * any other text.
 */
export function readOperations(text: string): Snapshot[] {
  // Nearly every file is told apart by this.
  if (!/^\s*(?:#.*[\n\r\u2028\u2029]\s*|---\s*)*[-[]/.test(text) || !/\bop\b/.test(text)) return [];
  return splitDocuments(text)
    .flatMap((slice) => new YamlDocument(slice.text).root.items())
    .filter((item) => item.at("op").string() !== undefined && item.at("path").string() !== undefined)
    .map((operation) => Snapshot.of(operation, keep));
}
