import type { YamlProblemCode } from "../../engine/yaml/node";

const texts: Readonly<Record<YamlProblemCode, string>> = {
  "unexpected-token": "this is no YAML that kubectl can read",
  "missing-colon": "a key without a colon",
  "bad-indentation": "the indentation fits no line above",
  "unclosed-flow": "a bracket or brace that is never closed",
  "unclosed-quote": "a quote that is never closed",
  "tab-indentation": "a tab in the indentation; YAML takes spaces only",
  "unknown-anchor": "an alias of an anchor that does not stand before it",
  "contains-itself": "an anchor that contains its own alias",
  "too-deep": "nested deeper than is read here; nothing of this document is checked",
  "too-many-aliases": "nearly all of the document comes from aliases",
  "bad-merge": "`<<` merges mappings only",
  "bad-key": "a key that is not a simple value",
  "bad-tag": "a value that its tag does not allow",
  "bad-escape": "an escape that YAML does not know",
  "not-json": "a number that JSON cannot say",
  "ignored-text": "the document ends above; kubectl ignores this and what follows",
  "bad-separator": "text behind a document separator",
  "directive-alone": "a directive, which kubectl cuts off at the `---` below and refuses with the file",
  "merge-conflict": "a merge conflict that is not resolved",
  "control-character": "a control character",
};

/** What is wrong with a document that is not YAML, and what that means for the check. */
export function yamlMessage(code: YamlProblemCode): string {
  if (code === "ignored-text" || code === "too-deep" || code === "directive-alone") return texts[code];
  return `${texts[code]}\nkubectl refuses this document; the rest of it is checked as far as it can be read.`;
}
