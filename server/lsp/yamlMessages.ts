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
  "too-deep": "nested deeper than kubectl can read",
  "bad-merge": "`<<` merges mappings only",
};

/** What is wrong with a document that is not YAML, and what that means for the check. */
export function yamlMessage(code: YamlProblemCode): string {
  return `${texts[code]}\nkubectl refuses this document; the rest of it is checked as far as it can be read.`;
}
