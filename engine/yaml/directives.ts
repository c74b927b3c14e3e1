import { normalizeBreaks } from "./lines";
import type { Span } from "./span";

/**
 * Where directives (`%YAML 1.1`) stand in a document that has nothing else but comments; offsets of its text. kubectl cuts
 * a file at `---` before it reads any YAML (k8s.io/apimachinery/pkg/util/yaml, `YAMLReader`), so that a directive is a
 * document of its own, of which go-yaml says that it `did not find expected <document start>`: no object of the file is
 * made. test/oracle has kubectl's answers.
 */
export function directivesAlone(text: string): Span | undefined {
  if (!text.includes("%")) return undefined;
  let found: Span | undefined;
  let start = 0;
  for (const line of normalizeBreaks(text).split("\n")) {
    const said = line.trim();
    if (line.startsWith("%")) found = { start: found?.start ?? start, end: start + line.trimEnd().length };
    else if (said !== "" && !said.startsWith("#")) return undefined;
    start += line.length + 1;
  }
  return found;
}
