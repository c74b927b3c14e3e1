import type { FileResult } from "../../engine/linter";
import { LineIndex } from "../../engine/yaml/lines";
import type { Session } from "./session";

/** The lines of the files that findings name as related, by URI; the editor's text where a file is open. */
export async function linesOfOthers(
  { findings }: Pick<FileResult, "findings">,
  { documents, files }: Session,
): Promise<Map<string, LineIndex>> {
  const uris = new Set(findings.flatMap(({ related }) => related.flatMap(({ file }) => file ?? [])));
  const lines = new Map<string, LineIndex>();
  for (const uri of uris) {
    const place = files.place(uri);
    const text =
      documents.get(uri)?.text ?? (await place?.fileSystem.readFile(place.path).catch(() => undefined));
    if (text !== undefined) lines.set(uri, new LineIndex(text));
  }
  return lines;
}
