import type { Finding } from "../../engine/finding";
import { LineIndex } from "../../engine/yaml/lines";
import { without } from "../../workspace/checkFile";
import type { FileSystem } from "../../workspace/fileSystem";
import type { ScanWork } from "../../workspace/scanWork";
import { type ShownWith, shownFile } from "../lsp/shownFile";
import type { IndexedFile } from "../workspace/scanIndex";

/** What is found in a file from among the others, or in the chart it belongs to. Findings name files by their paths. */
export interface MoreFound {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** How a scan reaches files. */
export interface ScannedPlace {
  /** With the texts of the editor in place of those on disk. */
  readonly fileSystem: FileSystem;
  /** Says what is at work. */
  readonly work: ScanWork;
  uri(path: string): string;
}

/** What is shown of it. */
export async function shownMore(
  { path, text, findings }: MoreFound,
  place: ScannedPlace,
  shownWith: ShownWith,
): Promise<IndexedFile> {
  const others = await linesOfRelated(findings, place);
  const placed = findings.map((finding) => byUri(finding, place));
  const result = { ...without({ kind: "checked" }), findings: placed };
  return place.work.more(path, () => shownFile({ uri: place.uri(path), text, result, others }, shownWith));
}

/** The places of other files are those of a path until here. */
export function byUri(finding: Finding, { uri }: Pick<ScannedPlace, "uri">): Finding {
  return {
    ...finding,
    related: finding.related.map((other) => ({
      ...other,
      file: other.file === undefined ? undefined : uri(other.file),
    })),
  };
}

/** By URI. */
async function linesOfRelated(
  findings: readonly Finding[],
  { fileSystem, uri }: ScannedPlace,
): Promise<Map<string, LineIndex>> {
  const lines = new Map<string, LineIndex>();
  const paths = new Set(findings.flatMap(({ related }) => related.flatMap(({ file }) => file ?? [])));
  for (const path of paths) {
    const text = await fileSystem.readFile(path).catch(() => undefined);
    if (text !== undefined) lines.set(uri(path), new LineIndex(text));
  }
  return lines;
}
