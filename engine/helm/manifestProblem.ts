import { fromYaml, kindProblem } from "./lib/yamlParse";

/**
 * Why helm refuses a rendered file, though its template did what it should: each document has to be YAML, and a mapping
 * (pkg/releaseutil/manifest_sorter.go). `undefined` for a file that it takes, and for notes and partials.
 */
export function manifestProblem(path: string, text: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (name.startsWith("_") || path.endsWith("NOTES.txt") || text.trim() === "") return undefined;
  const documents = text.split(/(?:^|\n)---\s*/);
  for (const [index, written] of documents.entries()) {
    // Blanks before a separator are part of it.
    const document = index < documents.length - 1 ? written.trimEnd() : written;
    if (document.trim() === "") continue;
    const read = fromYaml(document);
    const problem = "error" in read ? read.error : kindProblem(read.value, "map[string]interface {}");
    if (problem !== undefined)
      return `YAML parse error on ${path}: ${problem.replace("map[string]interface {}", "releaseutil.SimpleHead")}`;
  }
  return undefined;
}
